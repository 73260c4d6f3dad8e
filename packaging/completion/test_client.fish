# SPDX-License-Identifier: AGPL-3.0-or-later
# fish completion for test_client

complete -c test_client -f
complete -c test_client -l pre-auth -d 'Log in with a token'
complete -c test_client -l listen-ids -d 'Ask for the ids of changed files'
complete -c test_client -l follow -d 'Connect again when the connection is lost'
complete -c test_client -l expect -x -d 'Exit with 0 once this message came' \
    -a 'authenticated notify_file notify_file_id notify_activity notify_notification'
complete -c test_client -l timeout -x -d 'Stop after that many seconds'
complete -c test_client -l json -d 'Print one JSON object a line'
complete -c test_client -l unix-socket -r -F -d 'Reach the push server through this socket'
complete -c test_client -l ca-file -r -F -d 'Trust the certificate authorities in this file'
complete -c test_client -l insecure -d 'Trust any certificate'
complete -c test_client -l help -d 'Show the options'
complete -c test_client -l version -d 'Show the version'
