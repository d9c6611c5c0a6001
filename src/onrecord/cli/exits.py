"""Exit codes. 0, 1 and 2 are the contract's; the others are the shell's own convention (128 + signal)."""

DONE = 0
FAILED = 1
WRONG_COMMAND_LINE = 2
INTERRUPTED = 130
OUTPUT_CLOSED = 141
