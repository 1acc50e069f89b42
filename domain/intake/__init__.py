"""New staff: talents, open exams, one for every retirement (教师招引与补充)."""
