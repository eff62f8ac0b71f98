# shellcheck shell=bash disable=SC2154
# Docker Compose with the official images: the same functions as native.sh. Sourced by scripts/odoo.
# Databases and files are in Docker volumes; the cache folder has the passwords, keys and logs.

compose() {
  ODOO_PG_PASSWORD=$pg_password ODOO_PG_PORT=$pg_port ODOO19_PORT=$(port 19) ODOO14_PORT=$(port 14) \
    docker compose -f "$here/compose.yaml" "$@" 8>&- 9>&-
}
is_up() { [[ -n $(compose ps --status running -q "$1" 2>/dev/null) ]]; }

### What is shared

install_shared() { docker compose version >/dev/null 2>&1 || die 'needs the Compose plugin of Docker (docker compose)'; }

# The server that answers on TCP is the final one: while the image sets up a new volume, it listens on its socket only.
sql() { compose exec -T -e "PGPASSWORD=$pg_password" postgres psql -X -A -t -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -U postgres -d postgres; }

postgres_running() { is_up postgres; }

launch_postgres() {
  local _
  compose up -d postgres
  for _ in {1..120}; do
    if sql <<<'SELECT' >/dev/null 2>&1; then return; fi
    sleep 0.5
  done
  compose logs --tail 30 postgres
  return 1
}

start_postgres() { postgres_running || stage 'PostgreSQL: start' launch_postgres; }
stop_postgres() { compose stop postgres; }

### Odoo

pull() { compose pull "odoo$1"; }

install_odoo() {
  mkdir -p "$home/$1"
  if ! docker image inspect "odoo:$1" >/dev/null 2>&1; then
    stage "Odoo $1: image" pull "$1"
  fi
}

# The image's entry point adds the database's address and password to the command line.
odoo_once() {
  local v=$1
  shift
  compose run --rm --no-deps -T "odoo$v" odoo "$@"
}

odoo_running() { is_up "odoo$1"; }
odoo_start() { compose up -d --no-deps --force-recreate "odoo$1"; }
odoo_stop() { compose stop "odoo$1"; }

odoo_log() { compose logs --no-color --no-log-prefix "odoo$1"; }
log_path() {
  mkdir -p "$home/$1"
  odoo_log "$1" >"$home/$1/odoo.log"
  printf '%s/%s/odoo.log\n' "$home" "$1"
}

filestore() { # version script: run by Odoo's user in the folder of the databases' files
  local script="mkdir -p /var/lib/odoo/filestore; cd /var/lib/odoo/filestore; $2"
  if odoo_running "$1"; then compose exec -T "odoo$1" sh -euc "$script" </dev/null
  else compose run --rm --no-deps -T --entrypoint sh "odoo$1" -euc "$script" </dev/null
  fi
}

purge_runner() { compose down --volumes --remove-orphans; }
