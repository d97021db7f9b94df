"""A warm server: a process that the first launch leaves behind, with all modules loaded, and that is forked for the next launches.

Terraform launches the provider several times for each command. A launch that finds a warm server (`client`) gives it its
environment, its folder and its three streams. The server forks, and the fork becomes the provider (`server`), with its own
certificate. The launched process only waits for it, because Terraform waits for the launched process. A launch without a warm server
starts one (`starting`), and continues alone. Every failure on this way means a launch without the server.

Only Linux has what this needs: the credentials of the other side of a socket, and forks without the threads of system libraries.
"""
