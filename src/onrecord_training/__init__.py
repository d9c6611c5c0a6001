"""The workshop that trains the extractor's weights and perturbs gold for it. It imports onrecord, never the reverse.

It is not part of the wheel: what it makes is. Gold is read through ONRECORD_DATA and never copied here.
"""
