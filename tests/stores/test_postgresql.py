"""PostgreSQL's own: what a person is told, who waits for whom, and servers that go away."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from urllib.parse import urlsplit

import pytest
from sqlalchemy import Connection, text

from reportedly.errors import StoreError, StoreForeign, StoreInterrupted, StoreNewer, StoreUnwritable
from reportedly.stores import ClaimQuery, Outcome, open_store
from reportedly.stores.base import Drawn
from reportedly.stores.postgresql import PostgresqlDatabase
from reportedly.stores.records import insert_report
from reportedly.stores.sql import SqlStore
from reportedly.workflow import draw
from tests.builders import claims_of, made_up_knowledge, make_report, numbered_report
from tests.postgresql import GUARDED, OWNER, PASSWORD, PostgresqlServer
from tests.stores.test_crash import DEADLINE_S, writer
from tests.stores.writer import told


def sentence(error: BaseException) -> str:
    """The message, which is one line without a password."""
    message = str(error)
    assert "\n" not in message
    assert PASSWORD not in message
    assert "secret" not in message
    return message


def database_of(location: str) -> str:
    """The name of the database."""
    return urlsplit(location).path[1:]


@contextmanager
def opened(location: str, **options: float) -> Iterator[SqlStore]:
    with SqlStore(PostgresqlDatabase(location, **options)) as store:  # type: ignore[arg-type]
        yield store


# what cannot be opened


def test_without_a_server_one_sentence_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    """At once, and where it was looked for."""
    nowhere = tmp_path_factory.mktemp("none")
    with pytest.raises(StoreError, match=r"cannot be reached.*see that the server runs") as caught:
        open_store(f"postgresql://me:secret@/reports?host={nowhere}")
    assert str(nowhere) in sentence(caught.value)


@pytest.mark.parametrize("password", [None, "wrong secret", PASSWORD])
def test_a_password_must_be_right(postgresql: PostgresqlServer, empty_database: str, password: str | None) -> None:
    """Whatever signs are in it, and it is never repeated."""
    database = database_of(empty_database)
    postgresql.run(f"GRANT ALL ON SCHEMA public TO {GUARDED}", database)
    location = postgresql.url(database, user=GUARDED, password=password)
    if password == PASSWORD:
        open_store(location).close()
        return
    with pytest.raises(StoreError, match="password") as caught:
        open_store(location)
    sentence(caught.value)


def test_a_database_must_be_there(postgresql: PostgresqlServer) -> None:
    """It is the administrator's to make."""
    with pytest.raises(StoreError, match='database "nowhere" does not exist') as caught:
        open_store(postgresql.url("nowhere"))
    sentence(caught.value)


@pytest.mark.parametrize(
    "location", ["postgresql://", "postgresql://me:secret@host", "postgresql://me:secret@host:port/x", "postgres:///"]
)
def test_an_address_must_name_a_database(location: str) -> None:
    """Or the person is shown how one is written."""
    with pytest.raises(StoreError, match="postgresql://user:password@host:port/database") as caught:
        open_store(location)
    sentence(caught.value)


def test_an_option_that_there_is_not(postgresql: PostgresqlServer) -> None:
    """Is told in one sentence, too."""
    with pytest.raises(StoreError, match="bogus") as caught:
        open_store(f"{postgresql.url('postgres')}&bogus=1")
    sentence(caught.value)


def test_an_empty_database_is_no_store_until_something_is_added(empty_database: str) -> None:
    """As an empty file is none."""
    with pytest.raises(StoreError, match="there is no store") as caught:
        open_store(empty_database, create=False)
    sentence(caught.value)
    open_store(empty_database).close()
    open_store(empty_database, create=False).close()


def test_a_schema_of_its_own_is_enough(postgresql: PostgresqlServer, empty_database: str) -> None:
    """Beside the tables of others."""
    name = database_of(empty_database)
    postgresql.run(f"CREATE TABLE other (x int); CREATE SCHEMA news AUTHORIZATION {OWNER}", name)
    location = f"{empty_database}&options=-csearch_path%3Dnews"
    for outcome in (Outcome.NEW, Outcome.UNCHANGED):
        with open_store(location) as store:
            assert store.add(numbered_report(1)).outcome is outcome
            assert [hit.version for hit in store.search("soldiers")] == [1]


@pytest.mark.parametrize("table", ["reports", "alembic_version"])
def test_tables_of_others_are_left_alone(postgresql: PostgresqlServer, empty_database: str, table: str) -> None:
    """Even where they are called as ours are."""
    name = database_of(empty_database)
    postgresql.run(f"CREATE TABLE {table} (version_num text); INSERT INTO {table} VALUES ('0001')", name)
    with pytest.raises(StoreForeign, match="not ours") as caught:
        open_store(empty_database)
    sentence(caught.value)
    assert postgresql.run("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name) == [(1,)]


def test_a_store_of_a_newer_version_is_left_alone(postgresql: PostgresqlServer, empty_database: str) -> None:
    """An unknown revision is a newer program's."""
    open_store(empty_database).close()
    name = database_of(empty_database)
    postgresql.run("UPDATE alembic_version SET version_num = '9999'", name)
    with pytest.raises(StoreNewer, match="newer version of Reportedly") as caught:
        open_store(empty_database)
    sentence(caught.value)


def test_a_store_that_may_only_be_read(postgresql: PostgresqlServer, postgresql_store: str) -> None:
    """Is read; adding to it is refused in one sentence."""
    with open_store(postgresql_store) as store:
        store.add(numbered_report(1))
    name = database_of(postgresql_store)
    postgresql.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {GUARDED}", name)
    with open_store(postgresql.url(name, user=GUARDED, password=PASSWORD)) as store:
        assert store.counts().reports == 1
        with pytest.raises(StoreUnwritable, match="cannot be written") as caught:
            store.add(numbered_report(2))
    sentence(caught.value)


def test_a_database_in_another_encoding_is_refused(postgresql: PostgresqlServer) -> None:
    """Not every character could be kept in it."""
    postgresql.run("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'")
    with pytest.raises(StoreError, match="UTF8") as caught:
        open_store(postgresql.url("latin"))
    sentence(caught.value)


# who waits for whom


def test_another_drawer_waits_and_others_do_not(postgresql_store: str) -> None:
    """One draws at a time; adding and reading go on meanwhile."""
    with opened(postgresql_store) as store, opened(postgresql_store, lock_timeout_s=0.1) as other:
        with store.shelf():
            with pytest.raises(StoreUnwritable, match="being written by another program"), other.shelf():
                pass
            assert other.add(numbered_report(1)).outcome is Outcome.NEW
            assert other.counts().reports == 1
        with store.whole_picture(), pytest.raises(StoreUnwritable), other.shelf():
            pass
        with other.shelf():
            pass


def test_texts_of_one_report_added_at_once_are_its_versions(postgresql_store: str) -> None:
    """By its address or its id, no version is lost or given twice, and a text is kept once."""
    with open_store(postgresql_store) as store:
        together = threading.Barrier(8)

        def add(number: int) -> None:
            same = {"url": "https://gazette.example/one"} if number % 2 else {"id": "one", "url": None}
            together.wait()
            store.add(numbered_report(number // 2, **same))

        store.add(numbered_report(99, id="one", url="https://gazette.example/one"))
        threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.counts().versions == 5
        assert store.check() == ()


def test_reports_without_an_address_do_not_wait_for_each_other(postgresql_store: str) -> None:
    """While one is being kept another is."""
    one, other = numbered_report(1, url=None), numbered_report(2, url=None)
    with opened(postgresql_store, lock_timeout_s=0.5) as store:
        with store._database.writing(f"text {one.sha256}", f"report {one.id}"):
            store.add(other)
            with pytest.raises(StoreUnwritable, match="being written"):
                store.add(one)
        assert store.add(one).outcome is Outcome.NEW


def test_the_revision_changes_when_a_report_is_kept_late(postgresql_store: str) -> None:
    """Its key may be lower than that of one which was kept before it."""
    with opened(postgresql_store) as store:
        with store._database.writing() as connection:
            insert_report(connection, numbered_report(1))
            store.add(numbered_report(2))
            before = store.revision()
        assert store.revision() != before


def test_two_processes_that_add_and_draw_make_one_picture(empty_database: str, tmp_path: object) -> None:
    """The same and different reports at once, from the first opening on: the picture is that of one process alone."""
    processes = [writer(empty_database, first, last, "draw") for first, last in ((0, 9), (3, 12))]
    for process in processes:
        process.communicate(timeout=DEADLINE_S)
    assert [process.returncode for process in processes] == [0, 0]
    with open_store(empty_database) as together, open_store(f"{tmp_path}/alone.db") as alone:
        for number in range(12):
            alone.add(*told(number))
            draw(alone, made_up_knowledge())
        assert draw(together, made_up_knowledge()) == 0
        assert together.check() == ()
        assert together.counts() == alone.counts()
        for ask in ("find_series", "find_drift", "find_origins", "find_parties", "find_outlets"):
            options = {"limit": None} if ask in {"find_series", "find_drift"} else {}
            assert getattr(together, ask)(**options) == getattr(alone, ask)(**options), ask
        assert alone.find_drift() != ()


# servers that go away


def test_a_writer_outlives_a_restart_of_the_server() -> None:
    """Amid adding and drawing the server crashes and comes back: the run goes on, nothing acknowledged is missing."""
    with PostgresqlServer(durable=True) as server:
        location = server.url(server.create())
        with writer(location, 0, 9, "draw") as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(3)]
            server.crash()
            server.start()
            lines += process.stdout.readlines()
        assert process.returncode == 0
        assert len(lines) == 9
        with open_store(location) as store:
            assert all(store.has(line.split()[0]) for line in lines)
            assert draw(store, made_up_knowledge()) == 0
            assert (store.counts().reports, store.check()) == (9, ())
            assert sum(series.claims for series in store.find_series(limit=None)[0]) == 9


def test_a_connection_that_is_lost_as_it_is_given_back() -> None:
    """Is as much an interruption as one that is lost before, whatever was going on."""
    with PostgresqlServer() as server, opened(server.url(server.create())) as store:

        def lose(begun: Callable[[], AbstractContextManager[object]]) -> None:
            with begun() as given:
                if isinstance(given, Connection):
                    for _ in range(12):  # so often that the driver prepares the statement, and must let go of it
                        given.execute(text("SELECT 1"))
                server.crash()

        for begun in (store._database.reading, store._database.writing, store._database.drawing_all):
            with pytest.raises(StoreInterrupted) as caught:
                lose(begun)
            sentence(caught.value)
            server.start()
            assert store.counts().reports == 0


def test_a_stopped_server_is_told_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A read while it is away is told in one sentence; the store that was open before answers when it is back."""
    monkeypatch.setattr("reportedly.stores.postgresql.again", lambda work: work())
    with PostgresqlServer() as server, open_store(server.url(server.create())) as store:
        store.add(numbered_report(1))
        server.stop()
        with pytest.raises(StoreInterrupted) as caught:
            store.counts()
        sentence(caught.value)
        server.start()
        assert store.counts().reports == 1


# full text


def test_long_texts_are_found_to_their_end(postgresql_store: str) -> None:
    """Phrases beyond the places that a tsvector keeps, too."""
    body = "the ford " * 20_000 + "the last bridge stood"
    with open_store(postgresql_store) as store:
        store.add(make_report(body))
        (hit,) = store.search('"the last bridge"')
        assert [match.of(hit.snippet) for match in hit.matches] == ["the last bridge"]
        assert store.search('"the bridge"') == ()
        assert store.check() == ()


def test_a_text_with_more_words_than_a_tsvector_holds_is_kept(postgresql_store: str) -> None:
    """Its first words are found."""
    report = make_report("bridge " + " ".join(f"word{number:09}" for number in range(100_000)))
    with open_store(postgresql_store) as store:
        store.add(report)
        assert [hit.report_id for hit in store.search("bridge word000000007")] == [report.id]
        assert store.get_report(report.id).text == report.text
        assert store.check() == ()


def test_a_snippet_shows_where_most_of_the_words_stand(postgresql_store: str) -> None:
    """Not where the first of them stands alone; a word that only the title holds is shown there."""
    with open_store(postgresql_store) as store:
        store.add(make_report("A bridge. " + "Rain. " * 60 + "Drones hit the bridge at night. " + "Rain. " * 60))
        (hit,) = store.search("bridge drone")
        assert [match.of(hit.snippet) for match in hit.matches] == ["Drones", "bridge"]
        assert hit.snippet.startswith("…")
        assert hit.snippet.endswith("…")


@pytest.mark.parametrize("table", ["report_words", "claim_words"])
@pytest.mark.parametrize("damage", ["DELETE FROM {}", "UPDATE {} SET stems = ''", "UPDATE {} SET vector = ''"])
def test_full_text_that_does_not_match_is_noticed(
    postgresql: PostgresqlServer, postgresql_store: str, table: str, damage: str
) -> None:
    """As on SQLite."""
    report = numbered_report(1)
    with open_store(postgresql_store) as store:
        store.add(report, claims_of(report))
        assert store.count_claims(ClaimQuery(text="soldiers")) == 1
        postgresql.run(damage.format(table), database_of(postgresql_store))
        assert [problem.sentence for problem in store.check()] == [
            f"the full-text index {table} does not match what is kept"
        ]


def test_a_report_is_drawn_by_its_id_and_version(postgresql_store: str) -> None:
    """What must be drawn is told in the order in which it was kept."""
    with open_store(postgresql_store) as store:
        reports = [numbered_report(number) for number in (3, 1, 2)]
        for report in reports:
            store.add(report)
        assert store.undrawn("none")[1] == tuple(Drawn(report.id, 1) for report in reports)
