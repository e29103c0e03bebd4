"""Where pictures are kept: a folder, rows of the database or a bucket, each behind Django's Storage.

All three keep the same promises: a name is written whole or not at all, again over what was there; what
`save` has returned survives a power cut; FileNotFoundError means that there is no such picture, any other
OSError that the store cannot be asked now.
"""
