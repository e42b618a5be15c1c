#!/bin/sh
# Installs what is missing of the Debian packages the build needs: tools/packages.txt.
set -eu
here=$(dirname "$0")
missing=$(while read -r name; do
    case $(dpkg-query -W -f '${Status}' "$name" 2>/dev/null || true) in
    *" installed") ;;
    *) echo "$name" ;;
    esac
done <"$here/packages.txt")
[ -n "$missing" ] || exit 0
sudo=
[ "$(id -u)" -eq 0 ] || sudo=sudo
echo "Installing: $(echo "$missing" | tr '\n' ' ')" >&2
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq >&2
# shellcheck disable=SC2086
$sudo apt-get install -y -qq --no-install-recommends $missing >&2
