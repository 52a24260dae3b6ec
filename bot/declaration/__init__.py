"""What all undertake: a draft that people amend, a text that organisers adopt, and who commits to it."""
