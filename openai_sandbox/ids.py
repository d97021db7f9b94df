"""Identifiers: OpenAI's prefixes with a random suffix."""

from __future__ import annotations

import secrets
import string

from openai_sandbox.document_operations import Operation

_ALPHABET = string.ascii_letters + string.digits
_TAIL = 24

# Prefixes for which the document has no example, or has an example with another prefix.
_PREFIXES = {
    "/agents": "agent_",
    "/agents/automations": "automation_",
    "/agents/automations/{automation_id}/invocations": "invocation_",
    "/agents/environments": "env_",
    "/agents/environments/templates": "envtmpl_",
    "/agents/sessions": "session_",
    "/assistants": "asst_",
    "/batches": "batch_",
    "/chat/completions": "chatcmpl-",
    "/completions": "cmpl-",
    "/containers": "cntr_",
    "/containers/{container_id}/files": "cfile_",
    "/conversations": "conv_",
    "/evals": "eval_",
    "/evals/{eval_id}/runs": "evalrun_",
    "/files": "file-",
    "/fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions": "cp_",
    "/fine_tuning/jobs": "ftjob-",
    "/moderations": "modr-",
    "/organization/admin_api_keys": "key_",
    "/organization/certificates": "cert_",
    "/organization/external_keys": "extkey_",
    "/organization/external_storage": "extstore_",
    "/organization/groups": "group_",
    "/organization/invites": "invite-",
    "/organization/projects": "proj_",
    "/organization/projects/{project_id}/service_accounts": "user-",
    "/organization/projects/{project_id}/spend_alerts": "alert_",
    "/organization/roles": "role_",
    "/organization/spend_alerts": "alert_",
    "/organization/workload_identity_providers": "wip_",
    "/organization/workload_identity_providers/{workload_identity_provider_id}/federation_rules": "wifr_",
    "/projects/{project_id}/roles": "role_",
    "/responses": "resp_",
    "/skills": "skill_",
    "/threads": "thread_",
    "/threads/{thread_id}/messages": "msg_",
    "/threads/{thread_id}/runs": "run_",
    "/uploads": "upload_",
    "/uploads/{upload_id}/parts": "part_",
    "/vaults": "vault_",
    "/vaults/{vault_id}/credentials": "cred_",
    "/vector_stores": "vs_",
    "/vector_stores/{vector_store_id}/file_batches": "vsfb_",
    "/videos": "video_",
}


def new_id(prefix: str) -> str:
    """Return a new identifier with this prefix."""
    # One read of random bytes takes a tenth of the time of one for each character.
    return prefix + "".join(_ALPHABET[one % len(_ALPHABET)] for one in secrets.token_bytes(_TAIL))


def prefix_of(operation: Operation) -> str:
    """Return the prefix of the identifiers of the objects that this operation creates."""
    known = _PREFIXES.get(operation.template) or operation.example_prefix
    if known:
        return known
    last = [part for part in operation.template.split("/") if not part.startswith("{")][-1]
    return f"{last.rstrip('s')}_"
