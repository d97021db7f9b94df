"""The create and the delete of the same object wait for each other. Terraform runs both at once if a key of `for_each` changes."""

from __future__ import annotations

import threading

import pytest

from provider_shim.engine.created_in_run import CreatedInRun

USERS = "/organization/groups/group_1/users"
ADA, GRACE = (frozenset({(USERS, name)}) for name in ("ada", "grace"))


def test_a_delete_waits_for_the_create_of_the_same_object() -> None:
    created = CreatedInRun()
    created_first: list[bool] = []

    def delete() -> None:
        with created.turn([ADA, GRACE], deletes=True):
            created_first.append(created.has(ADA))

    deleting = threading.Thread(target=delete)
    with created.turn([ADA], deletes=False):
        deleting.start()
        deleting.join(0.05)
        assert deleting.is_alive()
        created.add([ADA])
    deleting.join()
    assert created_first == [True]


def test_other_objects_and_a_second_create_do_not_wait() -> None:
    created = CreatedInRun()
    with (
        created.turn([ADA], deletes=False),
        created.turn([ADA], deletes=False),
        created.turn([GRACE], deletes=True),
        created.turn([], deletes=True),
    ):
        pass


def test_a_failed_create_does_not_block_other_operations() -> None:
    created = CreatedInRun()
    with pytest.raises(ValueError, match="lost"), created.turn([ADA], deletes=False):
        raise ValueError("lost")
    with created.turn([ADA], deletes=True):
        assert not created.has(ADA)


def test_an_object_is_known_by_each_of_its_names() -> None:
    created = CreatedInRun()
    created.add([frozenset({(USERS, "user_1"), (USERS, "ada@example.com")})])
    assert created.has(frozenset({(USERS, "ada@example.com")}))
    assert not created.has_all([])
    assert not created.has_all([frozenset({(USERS, "user_1")}), GRACE])
