"""The page that is handed in: what it says, how it is made and printed."""
