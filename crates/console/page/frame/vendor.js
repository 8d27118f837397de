// In the place of a script that the host's vendor serves: its global is there already.
