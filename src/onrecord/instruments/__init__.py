"""What the words lean on: treaties, resolutions, acts, letters that a statement appeals to.

Takes: a Report, its Attributions and the Catalogue of instruments.
Gives: References by attribution id: which document, by which words, and why; candidates where several fit.
Never: read disk, clock or network; choose between two documents that fit equally well.
"""
