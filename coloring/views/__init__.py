"""The browser's side: each view reads its form, calls one thing and answers."""
