"""Who is expected: organisers send a list, and get an invitation for each guest, as a link and on a badge."""
