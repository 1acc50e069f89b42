"""What a report says of the witnesses under a checkpoint."""

from __future__ import annotations

from audit.format.cosignature import witnessing
from audit.format.errors import PolicyError
from audit.format.findings import Finding, Report
from audit.format.note import NoteVerifier
from audit.format.policy import Policy

_WHERE = "checkpoint"


def judge_witnesses(report: Report, note: bytes, log: NoteVerifier, policy: Policy | None) -> None:
    """Report who cosigned a checkpoint that the log signed, and whether it was enough.

    Without a policy nobody is known, so nothing is found; the report says what that leaves open.
    """
    known = () if policy is None else policy.keys
    found = witnessing(note, known, signer=(log.name, log.key_id))
    report.witnesses = list(found.good)
    for name in found.bad:
        expected = f"a cosignature of {name} under this checkpoint"
        report.findings.append(Finding("witness.signature", _WHERE, expected, "one that fails"))
    if policy is not None and not policy.is_met_by(found.keys):
        told = ", ".join(each.witness.name for each in found.good) or "nobody"
        expected = f"cosigned by {policy.asks}"
        report.findings.append(Finding("witness.quorum", _WHERE, expected, told))
    if found.unknown:
        report.facts.append(
            f"signed by {len(found.unknown)} whose keys are not known here, which counts for"
            " nothing: name the witnesses that you trust with --policy or --witness"
        )
    if not found.good:
        report.facts.append(
            "no known witness cosigned the checkpoint: that nobody was shown another log"
            " is not proved"
        )


def log_by(policy: Policy | None, vkey: str | None, origin: str) -> str | None:
    """Return the log's key got elsewhere: as given, or as the policy lists it.

    Raises:
        NoteError: The given key is none.
        PolicyError: The policy lists logs and the given key is not among them, or the given key
            is also that of a witness.
    """
    if policy is None:
        return vkey
    listed = {each.name: each.vkey for each in policy.logs}
    if vkey is None:
        if listed and origin not in listed:
            raise PolicyError(f"the policy does not list the log {origin}")
        return listed.get(origin)
    given = NoteVerifier.from_vkey(vkey)
    if listed and given.vkey not in listed.values():
        raise PolicyError(f"the policy does not list the log {given.name} with this key")
    if any(given.public == each.public for each in policy.keys):
        raise PolicyError(f"{given.name} is log and witness at once")
    return vkey
