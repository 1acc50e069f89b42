"""Exchange and rotation of teachers between schools of a district (交流轮岗)."""
