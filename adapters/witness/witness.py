"""A witness: cosigns what extends all that it has seen of a log, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from adapters.witness.request import AddCheckpoint, Answer
from adapters.witness.state import Seen, StateFile
from audit.format.checkpoint import Checkpoint
from audit.format.cosignature import WitnessSigner, cosign
from audit.format.errors import MalformedError, NoteError, ProofError
from audit.format.note import NoteVerifier, open_note, split_note
from audit.format.tree import EMPTY_ROOT, verify_consistency

Clock = Callable[[], int]
"""Returns the POSIX second now."""


class Witness:
    """Answers ``add-checkpoint``, asked over the network or by a file."""

    def __init__(
        self,
        signer: WitnessSigner,
        logs: Sequence[NoteVerifier],
        state: StateFile,
        clock: Clock,
    ) -> None:
        """Take the key, the logs that are witnessed, what was seen of them, and a clock.

        Raises:
            NoteError: A log's key is the witness's own, which would witness itself.
        """
        if any(log.public == signer.witness.public for log in logs):
            raise NoteError("a log is no witness of itself")
        self._signer = signer
        self._logs = {log.name: log for log in logs}
        self._state = state
        self._clock = clock

    @property
    def vkey(self) -> str:
        """The witness's verifier key, to be published."""
        return self._signer.witness.vkey

    def must_know_what_it_saw(self) -> None:
        """Refuse to begin without a state.

        Raises:
            WitnessStateError: It is gone or damaged.
        """
        with self._state.held():
            pass

    def add_checkpoint(self, body: bytes) -> Answer:
        """Answer a request; what is cosigned was kept before.

        Raises:
            WitnessStateError: The state is gone or damaged.
        """
        try:
            request = AddCheckpoint.from_bytes(body)
            text, _ = split_note(request.note)
            checkpoint = Checkpoint.from_text(text)
        except (MalformedError, NoteError) as exc:
            return Answer.refusal(400, str(exc))
        log = self._logs.get(checkpoint.origin)
        if log is None:
            return Answer.refusal(404, f"{checkpoint.origin} is not witnessed here")
        try:
            open_note(request.note, [log])
        except NoteError as exc:
            return Answer.refusal(403, str(exc))
        if request.old > checkpoint.size:
            return Answer.refusal(400, "the old size is above the checkpoint's")
        return self._judged(request, checkpoint, text)

    def _judged(self, request: AddCheckpoint, checkpoint: Checkpoint, text: str) -> Answer:
        with self._state.held() as seen:
            last = seen.get(checkpoint.origin)
            size = 0 if last is None else last.checkpoint.size
            if request.old != size:
                return Answer.at_size(size)
            if last is not None and size == checkpoint.size:
                if last.checkpoint.root != checkpoint.root:
                    self._state.keep_conflict(last, request.note)
                    return Answer.at_size(size)
                if request.proof:
                    return Answer.refusal(422, "equal sizes need an empty proof")
            elif not _extends(request, last, checkpoint):
                return Answer.refusal(422, "the consistency proof does not hold")
            seen[checkpoint.origin] = Seen(checkpoint, request.note)
            self._state.keep(seen)
            return Answer(200, cosign(text, self._signer, self._clock()))


def _extends(request: AddCheckpoint, last: Seen | None, checkpoint: Checkpoint) -> bool:
    """Tell whether the checkpoint's tree extends the last one; the first extends nothing."""
    if last is None or last.checkpoint.size == 0:
        return not request.proof and (checkpoint.size > 0 or checkpoint.root == EMPTY_ROOT)
    before = last.checkpoint
    try:
        verify_consistency(
            before.size, checkpoint.size, request.proof, before.root, checkpoint.root
        )
    except ProofError:
        return False
    return True
