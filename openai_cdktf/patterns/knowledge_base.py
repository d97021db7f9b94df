"""``KnowledgeBase``: documents that models can search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias, Unpack

from constructs import Construct

from openai_cdktf._checks import Checks
from openai_cdktf._kinds import TEXT, Flag, Like, Pairs
from openai_cdktf._known import is_token
from openai_cdktf._meta_arguments import MetaArguments
from openai_cdktf._misfits import meant_by
from openai_cdktf._paths import LocalPath, stack_folder
from openai_cdktf._provider import Provider
from openai_cdktf._warnings import warn
from openai_cdktf.file import File
from openai_cdktf.patterns._documents import Documents, FoundDocuments, find_documents
from openai_cdktf.patterns._expressions import literal
from openai_cdktf.patterns._pattern import Pattern
from openai_cdktf.response import Response, ResponseTools
from openai_cdktf.vector_store import VectorStore, VectorStoreExpiresAfter
from openai_cdktf.vector_store_file import VectorStoreFile, VectorStoreFileChunkingStrategyStatic

_MOST_DAYS = 365
_DAYS = f"must be a number of days from 1 to {_MOST_DAYS}"
_KEPT = "The knowledge base needs its files. Terraform would upload an expired file again."
"""Why the files of a knowledge base do not expire."""

Attributes: TypeAlias = Mapping[str, str | Flag | float]
"""Up to 16 pairs of keys and values of a document."""


class KnowledgeBase(Pattern):
    """Documents that models can search: a vector store, a file for each document, and its link to the store.

    Example::

        handbook = KnowledgeBase(
            self,
            "handbook",
            documents="docs/**/*.md",
            attributes=lambda path: {"area": path.parts[1]},
        )
        tip = handbook.ask("tip", "How do I ask for help?", model="gpt-6.1-terra")
        TerraformOutput(self, "text", value=tip.output_text)

    If a document changes, Terraform replaces its file and its link, and no others. It uploads and processes the new file before it
    removes the old one, so a search never finds less. If you remove or rename a document, its file and its link are destroyed
    after all others are ready.

    Attributes:
        store: the vector store.
        files: the files, one for each document (`for_each`). The keys are the paths relative to the project, or the names.
        links: the documents in the vector store, with the same keys.
        ready: a `terraform_data` that Terraform creates and updates when all documents can be searched.
    """

    store: VectorStore
    files: File
    links: VectorStoreFile
    ready: Any

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        documents: Documents,
        name: str | None = None,
        chunking: Like[VectorStoreFileChunkingStrategyStatic] | None = None,
        attributes: Callable[[Path], Attributes | None] | Pairs[str | Flag | float] | None = None,
        expires_after: int | Like[VectorStoreExpiresAfter] | None = None,
        description: str | None = None,
        metadata: Pairs[str] | None = None,
        provider: Provider | None = None,
    ) -> None:
        """Create the construct in a stack.

        Args:
            scope: The stack, or a construct in it.
            id: A name that is unique within the scope.
            documents: A glob such as `"docs/**/*.md"`, a list of paths and globs, or a mapping from names such as `"help.md"`
                to texts. Relative paths begin at the folder of `cdktf.json`. A hidden, empty or unsupported file that matches a
                glob is not uploaded, and a warning names it. A file that you name is uploaded even if it is hidden, and it is an
                error if it is empty or unsupported.
            name: The name of the vector store. Defaults to `id`.
            chunking: The sizes of chunks, such as `{"max_chunk_size_tokens": 400, "chunk_overlap_tokens": 100}`. By default, the
                API chooses them.
            attributes: The attributes by which searches can filter: a mapping for all documents, or a function that gets the
                path of a document, relative to the project, and returns its attributes.
            expires_after: The days after the last use until the vector store expires, from 1 to 365. By default, it never expires.
            description: A description of the vector store.
            metadata: Up to 16 pairs of keys and values to attach to the vector store.
            provider: The provider, if it is not the default one.

        Raises:
            InvalidArgumentsError: Arguments are not valid. It is a `TypeError` and a `ValueError`.
        """
        checks = Checks()
        found = find_documents(documents)
        checks.add(found.faults)
        checks.accept("name", TEXT, name)
        checks.accept("description", TEXT, description)
        checks.accept_for(VectorStore, "metadata", metadata)
        expiry = _expiry(checks, expires_after)
        strategy = _strategy(checks, chunking)
        by_document = _attributes(checks, found, attributes)
        super().__init__(scope, id, checks)

        self.documents = tuple(found.contents)
        """The keys of the documents: paths relative to the project, or names."""
        self._meta: MetaArguments = {} if provider is None else {"provider": provider}
        lasting: MetaArguments = {**self._meta, "lifecycle": {"create_before_destroy": True}}
        self.store = VectorStore(
            self,
            "store",
            name=id if name is None else name,
            description=description,
            expires_after=expiry,
            metadata=metadata,
            **self._meta,
        )
        self.files = self._make_files(found, lasting)
        self.files._accepted = {"RequireExpiry": _KEPT}  # noqa: SLF001 - one library
        self.links = self._make_links(by_document, strategy, lasting)
        self._chunking = strategy
        # Terraform destroys the link of a removed document after the resources that depend on all links. Without this one, it would
        # destroy the link of a renamed document while the new one is still being processed.
        self.ready = self.cdk.DataResource(self, "ready", input={"documents": self.digest})
        for warning in found.warnings:
            warn(self, self.cdk, f"{self._name}: {warning}")

    def _make_files(self, found: FoundDocuments, meta: MetaArguments) -> File:
        folder = stack_folder(self, self.cdk)
        contents = {
            literal(key): literal(one.seen_from(folder)) if isinstance(one, LocalPath) else one
            for key, one in found.contents.items()
        }
        each = self.cdk.TerraformIterator.from_map(contents)
        return File(
            self,
            "files",
            purpose="assistants",
            source=None if found.are_texts else "${each.value}",
            content="${each.value}" if found.are_texts else None,
            filename="${basename(each.key)}" if found.are_texts else None,
            **{**meta, "for_each": each},
        )

    def _make_links(
        self, attributes: dict[str, Any] | None, strategy: Any, meta: MetaArguments
    ) -> VectorStoreFile:
        iterator, token, fn = self.cdk.TerraformIterator, self.cdk.Token, self.cdk.Fn
        if attributes is None:
            each = iterator.from_resources(self.files)
            file_id = "${each.value.id}"
        else:
            each = iterator.from_map({literal(key): one for key, one in attributes.items()})
            file_id = token.as_string(fn.lookup_nested(self.files.fqn, [each.key, "id"]))
        return VectorStoreFile(
            self,
            "links",
            vector_store_id=self.store.id,
            file_id=file_id,
            attributes=None if attributes is None else token.as_any("${each.value}"),
            chunking_strategy=strategy,
            **{**meta, "for_each": each},
        )

    @property
    def vector_store_id(self) -> str:
        """The id of the vector store. What uses it is created after all documents can be searched."""
        fn = self.cdk.Fn
        waiting: str = self.cdk.Token.as_string(
            fn.element([self.store.id, fn.keys(self.links.fqn)], 0)
        )
        return waiting

    @property
    def digest(self) -> str:
        """A digest of all documents, their attributes and their chunking, for `triggers` of a response that searches them.

        Terraform knows it in the plan, so the plan shows that a changed document makes the provider request a new response.
        """
        fn, iterator = self.cdk.Fn, self.cdk.TerraformIterator
        files, links = iterator.from_resources(self.files), iterator.from_resources(self.links)
        parts = [links.keys(), files.pluck_property("content_sha256")]
        if self.links.attributes_input is not None:
            parts.append(links.pluck_property("attributes"))
        if self._chunking is not None:
            parts.append(self._chunking)
        digest: str = self.cdk.Token.as_string(fn.sha256(fn.jsonencode(parts)))
        return digest

    def file_id(self, document: str) -> str:
        """Return the id of the file of a document.

        Args:
            document: the path of the document relative to the project, or its name.

        Raises:
            ValueError: The knowledge base does not contain this document.
        """
        if document not in self.documents:
            meant = meant_by(document, dict.fromkeys(self.documents))
            raise ValueError(
                f'{self._name} contains no document "{document}"'
                + (f': did you mean "{meant}"?' if meant else "")
            )
        path = [literal(document), "id"]
        file_id: str = self.cdk.Token.as_string(self.cdk.Fn.lookup_nested(self.files.fqn, path))
        return file_id

    def file_search_tool(
        self,
        *,
        max_num_results: int | None = None,
        filters: Mapping[str, Any] | None = None,
    ) -> ResponseTools:
        """Return the tool with which a response searches the documents.

        Args:
            max_num_results: The highest number of results, from 1 to 50.
            filters: A filter by attributes, such as `{"type": "eq", "key": "area", "value": "billing"}`. The types are `eq`, `ne`, `gt`,
                `gte`, `lt`, `lte`, `in` and `nin`. The types `and` and `or` combine several filters, as in
                `{"type": "and", "filters": [...]}`.
        """
        return ResponseTools(
            type="file_search",
            vector_store_ids=[self.vector_store_id],
            max_num_results=max_num_results,
            filters=filters,
        )

    def ask(
        self,
        id: str,
        question: str,
        *,
        model: str,
        instructions: str | None = None,
        max_num_results: int | None = None,
        filters: Mapping[str, Any] | None = None,
        triggers: Mapping[str, str] | None = None,
        **meta: Unpack[MetaArguments],
    ) -> Response:
        """Let a model answer a question from the documents. It answers again if a document changes.

        Args:
            id: A name that is unique in the knowledge base.
            question: The question.
            model: The id of the model.
            instructions: Instructions for the model.
            max_num_results: The highest number of results of a search.
            filters: A filter by attributes. See `file_search_tool`.
            triggers: Further values. If one changes, the model answers again.
            **meta: Terraform's meta-arguments.

        Returns:
            The response. `output_text` is the answer.
        """
        if isinstance(triggers, Mapping) and "documents" in triggers:
            checks = Checks()
            checks.refuse(
                "cannot have the key `documents`, which the knowledge base sets", "triggers"
            )
            checks.report(f"{self._name}.ask")
        common: MetaArguments = {**self._meta, **meta}
        return Response(
            self,
            id,
            model=model,
            input=question,
            instructions=instructions,
            tools=[self.file_search_tool(max_num_results=max_num_results, filters=filters)],
            triggers={**(triggers or {}), "documents": self.digest},
            **common,
        )


def _expiry(checks: Checks, expires_after: Any) -> Any:
    """Return the days as the argument of the vector store."""
    if isinstance(expires_after, int | float) and not isinstance(expires_after, bool):
        if not is_token(expires_after) and expires_after not in range(1, _MOST_DAYS + 1):
            return checks.refuse(f"{_DAYS}, not {expires_after}", "expires_after")
        expires_after = {"anchor": "last_active_at", "days": expires_after}
    elif isinstance(expires_after, bool | str) and not is_token(expires_after):
        return checks.refuse(f"{_DAYS}, not {type(expires_after).__name__}", "expires_after")
    return checks.accept_for(VectorStore, "expires_after", expires_after)


def _strategy(checks: Checks, chunking: Any) -> Any:
    """Return the sizes of chunks as the argument of the links."""
    if chunking is None:
        return None
    inner = Checks()
    strategy = {"type": "static", "static": chunking}
    accepted = inner.accept_for(VectorStoreFile, "chunking_strategy", strategy)
    checks.add_at(("chunking",), (replace(one, path=one.path[2:]) for one in inner.faults))
    return accepted


def _attributes(checks: Checks, found: FoundDocuments, attributes: Any) -> dict[str, Any] | None:
    """Return the attributes by document, or None if no document has attributes."""
    if attributes is None:
        return None
    if not callable(attributes):
        same = checks.accept_for(VectorStoreFile, "attributes", attributes)
        return dict.fromkeys(found.contents, same)
    by_document: dict[str, Any] = {}
    for key in found.contents:
        given = attributes(Path(key))
        by_document[key] = checks.accept_for(
            VectorStoreFile,
            "attributes",
            {} if given is None else given,
            name=("attributes", key),
        )
    return by_document
