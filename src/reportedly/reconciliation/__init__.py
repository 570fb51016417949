"""Claims into a picture: questions, and what each origin says to them. Pure: values in, values out."""
