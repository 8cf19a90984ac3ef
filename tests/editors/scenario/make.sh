#!/usr/bin/env bash
# Makes the folder that the scenario is played in: a Git repository whose branch main has published/, on a branch whose
# files are those of edited/. The same bytes and commits every time.
#   tests/editors/scenario/make.sh FOLDER    FOLDER is empty, or is made
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?the folder to make}
mkdir -p "$folder"
if [ -n "$(ls -A "$folder")" ]; then
  echo "make.sh: $folder is not empty. Name an empty folder." >&2
  exit 2
fi
cd "$folder"

# The settings of whoever runs this, such as signing or hooks, do not count.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=Author GIT_AUTHOR_EMAIL=author@example.com GIT_AUTHOR_DATE=2026-01-05T09:00:00Z
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE

git init --quiet --initial-branch=main
cp "$here"/published/* .
git add --all
git commit --quiet --message='Contoso Rooms as it is published'
git switch --quiet --create=move-bookings
cp "$here"/edited/* .
git add --all
git commit --quiet --message='Bookings can be moved to another room'
