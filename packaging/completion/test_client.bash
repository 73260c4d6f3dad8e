# SPDX-License-Identifier: AGPL-3.0-or-later
# bash completion for test_client

_test_client() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	case $prev in
	--expect)
		mapfile -t COMPREPLY < <(compgen -W \
			"authenticated notify_file notify_file_id notify_activity notify_notification" -- "$cur")
		return
		;;
	--ca-file | --unix-socket)
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return
		;;
	--timeout)
		return
		;;
	esac
	case $cur in
	-*)
		mapfile -t COMPREPLY < <(compgen -W "--pre-auth --listen-ids --follow --expect --timeout --json
			--unix-socket --ca-file --insecure --help --version" -- "$cur")
		;;
	esac
}

complete -F _test_client test_client
