// What a page gains where script runs. Every page works without it.
"use strict";
