# SPDX-License-Identifier: AGPL-3.0-or-later
# bash completion for notify_push

_notify_push() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} i
	local options="--glob-config --php --database-url --database-prefix --redis-url
		--redis-tls-cert --redis-tls-key --redis-tls-ca
		--redis-tls-dont-validate-hostname --redis-tls-insecure --channel-prefix
		--nextcloud-url --nextcloud-connect --nextcloud-ca --allow-self-signed
		--user-agent -p --port --bind --socket-path --socket-permissions
		--socket-owner --socket-group -m --metrics-port --metrics-socket-path
		--tls-cert --tls-key --max-debounce-time --max-connection-time
		--user-connection-limit --login-concurrency --workers --log-level --no-ansi
		--dump-config --show-secrets -V --version -h --help"

	case $before in
	--php | --redis-tls-cert | --redis-tls-key | --redis-tls-ca | --nextcloud-ca | \
		--socket-path | --metrics-socket-path | --tls-cert | --tls-key)
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
		return
		;;
	--log-level)
		mapfile -t COMPREPLY < <(compgen -W "off error warn info debug trace" -- "$word")
		return
		;;
	--socket-owner)
		mapfile -t COMPREPLY < <(compgen -u -- "$word")
		return
		;;
	--socket-group)
		mapfile -t COMPREPLY < <(compgen -g -- "$word")
		return
		;;
	--workers)
		mapfile -t COMPREPLY < <(compgen -W "auto 1 2 4 8" -- "$word")
		return
		;;
	--socket-permissions)
		mapfile -t COMPREPLY < <(compgen -W "0600 0660 0666" -- "$word")
		return
		;;
	--bind)
		mapfile -t COMPREPLY < <(compgen -W ":: ::1 0.0.0.0 127.0.0.1" -- "$word")
		return
		;;
	--database-url | --database-prefix | --redis-url | --channel-prefix | --nextcloud-url | \
		--nextcloud-connect | --user-agent | -p | --port | -m | --metrics-port | \
		--max-debounce-time | --max-connection-time | --user-connection-limit | \
		--login-concurrency)
		return
		;;
	esac
	if [[ $word == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
		return
	fi
	compopt -o filenames
	mapfile -t COMPREPLY < <(compgen -f -- "$word")
	for ((i = 1; i < COMP_CWORD; i++)); do
		[[ ${COMP_WORDS[i]} == -* ]] || return
	done
	mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "check healthcheck" -- "$word")
}

complete -F _notify_push notify_push
