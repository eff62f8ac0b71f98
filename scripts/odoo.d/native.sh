# shellcheck shell=bash disable=SC2154
# Debian 12, as root: Odoo from Debian's packages, PostgreSQL in the cache folder. Sourced by scripts/odoo.
#
#   Odoo 19  the package of Debian's development suite, unpacked in a folder; runs on Debian 12's Python and libraries
#   Odoo 14  needs an older Python, so it lives in a small Debian 11 of its own and is run by chroot, in a mount
#            namespace of its own: nothing is mounted in the cache folder as the rest of the machine sees it

owner=importgraph-odoo
pg_data=$home/pg
pg_socket=$home/pg-socket
export DEBIAN_FRONTEND=noninteractive

packages=(
  ca-certificates curl debootstrap postgresql procps
  fonts-dejavu-core python3-asn1crypto python3-babel python3-cbor2 python3-chardet python3-cryptography python3-dateutil
  python3-docutils python3-freezegun python3-geoip2 python3-gevent python3-greenlet python3-idna python3-jinja2
  python3-libsass python3-lxml python3-magic python3-markupsafe python3-num2words python3-ofxparse python3-openpyxl
  python3-openssl python3-passlib python3-pil python3-polib python3-psutil python3-psycopg2 python3-pypdf2
  python3-qrcode python3-reportlab python3-requests python3-rjsmin python3-serial python3-stdnum python3-tz
  python3-urllib3 python3-usb python3-vobject python3-werkzeug python3-xlrd python3-xlsxwriter python3-xlwt
  python3-zeep
)

as_owner() { setpriv --reuid "$owner" --regid "$owner" --init-groups --inh-caps=-all -- env -i "HOME=$home" "PATH=/usr/bin:/bin" "LANG=C.UTF-8" "$@"; }

### What is shared

packages_are_there() {
  [[ $(dpkg-query -W -f '${db:Status-Status}\n' "${packages[@]}" 2>/dev/null | grep -cx installed) == "${#packages[@]}" ]]
}

install_packages() {
  local no_cluster=/etc/postgresql-common/createcluster.d/importgraph.conf result=0
  apt-get update -q
  # PostgreSQL's package would make and start a cluster on the usual port; the tests have one of their own.
  mkdir -p "${no_cluster%/*}"
  echo 'create_main_cluster = false' >"$no_cluster"
  apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=600 "${packages[@]}" 8>&- 9>&- || result=$?
  rm -f "$no_cluster"
  return "$result"
}

find_postgres() {
  pg_bin=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
  pg_bin=${pg_bin%/initdb}
}
find_postgres

install_shared() {
  packages_are_there || stage 'Debian packages' install_packages
  find_postgres
  if ! id -u "$owner" >/dev/null 2>&1; then
    useradd --system --user-group --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin "$owner"
  fi
  as_owner test -x "$home" || die "the user $owner cannot enter $home; set IMPORTGRAPH_ODOO_HOME to a folder that every user can enter"
}

sql() { PGPASSWORD=$pg_password psql -X -A -t -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$pg_port" -U postgres -d postgres; }

postgres_running() { [[ -n $pg_bin && -d $pg_data ]] && as_owner "$pg_bin/pg_ctl" -D "$pg_data" status >/dev/null 2>&1; }

make_cluster() {
  rm -rf "$pg_data" "$pg_data.new"
  install -d -o "$owner" -g "$owner" -m 700 "$pg_data.new" "$pg_socket"
  install -o "$owner" -g "$owner" -m 600 "$home/pg-password" "$pg_socket/password"
  as_owner "$pg_bin/initdb" -D "$pg_data.new" -U postgres -E UTF8 --locale=C.UTF-8 --auth=scram-sha-256 "--pwfile=$pg_socket/password"
  rm "$pg_socket/password"
  cat >>"$pg_data.new/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$pg_socket'
max_connections = 200
shared_buffers = 512MB
max_wal_size = 4GB
CONF
  mv "$pg_data.new" "$pg_data"
}

# pg_ctl clears a stale pid file, waits until the server accepts connections (minutes after a crash: all files are synced), and detaches it.
launch_postgres() { as_owner "$pg_bin/pg_ctl" -D "$pg_data" -l "$pg_data/server.log" -o "-p $pg_port" -w -t 300 start 8>&- 9>&-; }

start_postgres() {
  [[ -d $pg_data ]] || stage 'PostgreSQL: new cluster' make_cluster
  postgres_running || stage 'PostgreSQL: start' launch_postgres
}

stop_postgres() { if postgres_running; then as_owner "$pg_bin/pg_ctl" -D "$pg_data" -m fast -w stop; fi; }

### Odoo's software

# The machine's own Debian mirror, as its apt settings name it.
mirror() {
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Codename: bookworm' 'Origin: Debian' 'Component: main' | sed q | grep .
}

download_19() {
  local apt=$home/apt uri options
  uri=$(mirror) || { apt-get update -q; uri=$(mirror); }
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
  # Lists of its own, so that the machine's sources stay as they are; verified by Debian's own keyring.
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri sid main" >"$apt/sources.list"
  options=(-q -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update
  cd "$apt" || return
  apt-get "${options[@]}" download odoo-19
}

unpack_19() {
  rm -rf "$home/19/program.new"
  mkdir -p "$home/19"
  dpkg -x "$home"/apt/odoo-19_*.deb "$home/19/program.new"
  mv "$home/19/program.new" "$home/19/program"
  rm -rf "$home/apt"
}

in_new_debian() { # folder command…
  # shellcheck disable=SC2016
  unshare --mount sh -euc 'root=$1; shift; mount -t proc proc "$root/proc"; mount --rbind /dev "$root/dev"; exec chroot "$root" "$@"' sh "$@"
}

make_debian_11() {
  local root=$home/14/program.new uri
  uri=$(mirror) || { apt-get update -q; uri=$(mirror); }
  rm -rf --one-file-system "$root"
  mkdir -p "$root"
  unshare --mount debootstrap --variant=minbase --include=ca-certificates --keyring=/usr/share/keyrings/debian-archive-keyring.gpg bullseye "$root" "$uri"
  apt-config dump | grep -i '^Acquire::https\?::Proxy' >"$root/etc/apt/apt.conf.d/90proxy" || true
}

install_14() {
  local root=$home/14/program.new
  in_new_debian "$root" apt-get update -q
  in_new_debian "$root" env PATH=/usr/sbin:/usr/bin:/sbin:/bin apt-get install -q -y --no-install-recommends odoo-14
  in_new_debian "$root" apt-get clean
  mkdir -p "$root$home/14/state"
  mv "$root" "$home/14/program"
}

install_odoo() {
  local v=$1 state=$home/$1/state extra='gevent_port'
  if [[ ! -d $home/$v/program ]]; then
    case $v in
      19) stage 'Odoo 19: download' download_19; stage 'Odoo 19: unpack' unpack_19 ;;
      14) stage 'Odoo 14: a Debian 11 to live in' make_debian_11; stage 'Odoo 14: install' install_14 ;;
    esac
  fi
  [[ $v == 14 ]] && extra=longpolling_port
  install -d -o "$owner" -g "$owner" -m 700 "$state" "$state/data"
  (umask 077; cat >"$state/odoo.conf.new") <<CONF
[options]
db_host = 127.0.0.1
db_port = $pg_port
db_user = odoo$v
db_password = $pg_password
db_maxconn = 28
addons_path = $(addons_path "$v")
data_dir = $state/data
http_interface = 127.0.0.1
http_port = $(port "$v")
$extra = $(($(port "$v") + 100))
workers = 2
max_cron_threads = 0
list_db = True
CONF
  chown "$owner:$owner" "$state/odoo.conf.new"
  mv "$state/odoo.conf.new" "$state/odoo.conf"
}

addons_path() { case $1 in 19) echo "$home/19/program/usr/lib/python3/dist-packages/odoo/addons" ;; 14) echo /usr/lib/python3/dist-packages/odoo/addons ;; esac; }

### Odoo's processes

# odoo_command VERSION ARGUMENT…: the command line, in the array `command_line`.
odoo_command() {
  local v=$1 state=$home/$1/state uid gid settings
  shift
  if [[ ${1:-} == shell ]]; then shift; set -- shell -c "$state/odoo.conf" "$@"; else set -- -c "$state/odoo.conf" "$@"; fi
  settings=(env -i "HOME=$state" "LOGNAME=$owner" PATH=/usr/bin:/bin "LANG=C.UTF-8")
  case $v in
    19) command_line=(setpriv --reuid "$owner" --regid "$owner" --init-groups --inh-caps=-all -- "${settings[@]}"
      "PYTHONPATH=$home/19/program/usr/lib/python3/dist-packages" /usr/bin/python3 "$home/19/program/usr/bin/odoo" "$@") ;;
    14)
      uid=$(id -u "$owner")
      gid=$(id -g "$owner")
      # shellcheck disable=SC2016
      command_line=(unshare --mount sh -euc '
        root=$1 state=$2 user=$3; shift 3
        mount -t proc proc "$root/proc"; mount --rbind /dev "$root/dev"; mount --bind "$state" "$root$state"
        exec chroot --userspec="$user" --groups= "$root" "$@"' sh "$home/14/program" "$state" "$uid:$gid" "${settings[@]}" /usr/bin/odoo "$@") ;;
  esac
}

odoo_once() {
  local command_line
  odoo_command "$@"
  (cd / && exec "${command_line[@]}" 8>&- 9>&-)
}

# The server leads a session of its own; its number is kept, and its processes are known by their configuration.
session() { cat "$home/$1/session" 2>/dev/null; }
session_pids() { pgrep -s "$(session "$1")" -f -- "-c $home/$1/state/odoo.conf" 2>/dev/null; }
odoo_running() { session_pids "$1" | grep -qx "$(session "$1")"; }

odoo_start() {
  local v=$1 log command_line _
  odoo_stop "$v"
  log=$(log_path "$v")
  [[ ! -e $log ]] || mv -f "$log" "$log.1"
  odoo_command "$v"
  cd /
  setsid nohup "${command_line[@]}" </dev/null >"$log" 2>&1 8>&- 9>&- &
  echo "$!" >"$home/$v/session"
  disown
  for _ in {1..20}; do if odoo_running "$v"; then return; fi; sleep 0.1; done
}

# Asks the server, then ends what is left of its session (workers outlive a killed server for some seconds).
odoo_stop() {
  local pids _
  if odoo_running "$1"; then kill -TERM "$(session "$1")" || true; fi
  for _ in {1..50}; do
    pids=$(session_pids "$1") || break
    odoo_running "$1" || break
    sleep 0.1
  done
  while pids=$(session_pids "$1"); do
    # shellcheck disable=SC2086
    kill -KILL $pids 2>/dev/null || true
    sleep 0.1
  done
  rm -f "$home/$1/session"
}

log_path() { printf '%s/%s/odoo.log\n' "$home" "$1"; }
odoo_log() { cat "$(log_path "$1")"; }

filestore() { # version script: run by Odoo's user in the folder of the databases' files
  # shellcheck disable=SC2016
  as_owner sh -euc 'mkdir -p "$1"; cd "$1"; eval "$2"' sh "$home/$1/state/data/filestore" "$2"
}

# The Debian 11 first, and never across a file system: should something be mounted in it after all, nothing is deleted.
purge_runner() { rm -rf --one-file-system "$home/14"; }
