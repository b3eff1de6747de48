"""What has to be there before anything else: Python environment, JDK, Maven, library."""
