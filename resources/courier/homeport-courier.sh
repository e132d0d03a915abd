#!/bin/sh
# Homeport courier for Linux and macOS.
#
# Carries the hardware facts of this machine to Homeport without a network:
#   1. Copy this file to the machine, for example on a USB stick.
#   2. Run:  sh homeport-courier.sh
#   3. Bring the file it writes, homeport-inventory-NAME.json, back and import it in Homeport.
#
# What it does: reads the files and runs the fixed commands listed below, and writes what they say into one text file
# that you can read before you carry it. It opens no connection, changes nothing, and needs no administrator's rights.
# Without them a few facts cannot be read; the file then says which. The last lines it prints say so, too.
# The file holds a SHA-256 digest of its contents, so that Homeport notices any change on the way.

set -u
LC_ALL=C
export LC_ALL
PATH=/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin:/opt/rocm/bin:/usr/lib/wsl/lib
export PATH
umask 077

host=$(hostname 2>/dev/null || uname -n)
safe=$(printf '%s' "$host" | tr -c 'A-Za-z0-9.-' '_' | cut -c 1-60)
out=${1:-homeport-inventory-$safe.json}
body=$(mktemp "${TMPDIR:-/tmp}/homeport-courier.XXXXXX") || exit 1
one=$(mktemp "${TMPDIR:-/tmp}/homeport-courier.XXXXXX") || exit 1
trap 'rm -f "$body" "$one"' EXIT
trap 'exit 1' HUP INT TERM
missing=''
first=yes

# Writes standard input as the inside of a JSON string. Control characters become spaces, bytes beyond ASCII become "?".
quoted() {
  tr '\000-\010\013-\037\177' ' ' | tr '\200-\377' '?' |
    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e "s/$tab/\\\\t/g" | awk '{ printf "%s\\n", $0 }'
}
tab=$(printf '\t')

# Begins one more reading in the list.
next() {
  if [ "$first" = yes ]; then first=no; else printf ',\n' >>"$body"; fi
  printf '    {"name":"%s",' "$1" >>"$body"
}

# reading NAME: what is in "$one" was read under this name. At most 1 MB.
reading() {
  next "$1"
  { printf '"text":"'; head -c 1000000 "$one" | quoted; printf '"}'; } >>"$body"
}

# gap NAME CODE: nothing was read, and why.
gap() {
  next "$1"
  printf '"gap":"%s"}' "$2" >>"$body"
  missing="$missing
  $1 ($2)"
}

# file NAME: a file of the system.
file() {
  if [ ! -e "$1" ]; then gap "$1" not-found
  elif [ ! -r "$1" ]; then gap "$1" denied
  elif cat "$1" >"$one" 2>/dev/null; then reading "$1"
  else gap "$1" failed; fi
}

# maybe NAME: the same, but its absence is nothing to tell.
maybe() {
  if [ -r "$1" ] && cat "$1" >"$one" 2>/dev/null; then reading "$1"; fi
}

# folder NAME: the names in a folder.
folder() {
  [ -d "$1" ] || return 0
  next "$1"
  {
    printf '"names":['
    comma=''
    for entry in "$1"/*; do
      entry=${entry##*/}
      case $entry in '' | *[!A-Za-z0-9._:-]*) continue ;; esac
      printf '%s"%s"' "$comma" "$entry"
      comma=,
    done
    printf ']}'
  } >>"$body"
}

# run COMMAND ARGUMENTS...: its output into "$one". Ended after half a minute; the result is 137 then.
run() {
  "$@" >"$one" 2>/dev/null </dev/null &
  child=$!
  # Holds nothing open, so that nobody waits for it, and takes its sleep along when it is no longer needed.
  (
    sleep 30 &
    nap=$!
    trap 'kill "$nap"' TERM
    wait "$nap" && kill -9 "$child"
  ) >/dev/null 2>&1 </dev/null &
  watch=$!
  wait "$child" 2>/dev/null
  code=$?
  kill "$watch" 2>/dev/null
  return "$code"
}

# program NAME COMMAND ARGUMENTS...: what a command prints.
program() {
  name=$1
  shift
  if ! command -v "$1" >/dev/null 2>&1; then gap "$name" not-found; return; fi
  run "$@"
  code=$?
  if [ "$code" -eq 0 ]; then reading "$name"
  # sysctl fails where it does not know one of the names, and tells the others all the same.
  elif [ "$1" = sysctl ] && [ "$code" -lt 126 ] && [ -s "$one" ]; then reading "$name"
  elif [ "$code" -eq 137 ]; then gap "$name" timeout
  else gap "$name" failed; fi
}

case $(uname -s) in
  Darwin) system=darwin ;;
  *) system=linux ;;
esac

{
  printf '{\n  "takenAt":"%s",\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
  printf '  "host":"%s",\n' "$safe"
  printf '  "system":"%s",\n' "$system"
  printf '  "architecture":"%s",\n' "$(uname -m | tr -c 'A-Za-z0-9_\n' '_')"
  printf '  "readings":[\n'
} >"$body"

if [ "$system" = linux ]; then
  # Of the processors, the lines that count: a large machine repeats the rest for each of its threads.
  if [ -r /proc/cpuinfo ]; then
    awk '/^(processor|model name|Model|physical id|core id)[ \t]*:/ { print; next }
         /^(flags|Features)[ \t]*:/ { if (!seen++) print; next }
         /^$/ { print }' /proc/cpuinfo >"$one"
    reading /proc/cpuinfo
  else
    gap /proc/cpuinfo denied
  fi
  file /proc/meminfo
  file /etc/os-release
  maybe /sys/class/dmi/id/product_name
  maybe /sys/fs/cgroup/memory.max
  maybe /sys/fs/cgroup/memory/memory.limit_in_bytes
  folder /sys/class/drm
  for card in /sys/class/drm/card*; do
    case $card in *-*) continue ;; esac
    for name in vendor device mem_info_vram_total uevent; do maybe "$card/device/$name"; done
  done
  folder /sys/block
  for disk in /sys/block/*; do
    case $disk in */loop* | */ram* | */zram* | */dm-* | */md* | */sr* | */fd* | */nbd*) continue ;; esac
    for name in size queue/rotational device/model; do maybe "$disk/$name"; done
  done
  # Kind and speed of the memory modules. Only the administrator may ask; everything else works without.
  program dmidecode dmidecode -t 17
  program rocm-smi rocm-smi --showproductname --showmeminfo vram --showdriverversion --showbus --json
else
  program sysctl sysctl hw.memsize hw.physicalcpu hw.logicalcpu hw.packages machdep.cpu.brand_string \
    kern.osproductversion kern.hv_vmm_present hw.optional.arm.FEAT_DotProd hw.optional.arm.FEAT_I8MM \
    hw.optional.arm.FEAT_BF16 hw.optional.arm.FEAT_SME
  for kind in SPDisplaysDataType SPMemoryDataType SPStorageDataType; do
    program "system_profiler $kind" system_profiler "$kind" -json
  done
fi
program nvidia-smi nvidia-smi --query-gpu=name,memory.total,driver_version,pci.bus_id --format=csv,noheader,nounits

printf '\n  ]\n}' >>"$body"

# The digest is of everything between the line "inventory": and the last brace.
if command -v sha256sum >/dev/null 2>&1; then digest=$(sha256sum <"$body" | cut -d ' ' -f 1)
elif command -v shasum >/dev/null 2>&1; then digest=$(shasum -a 256 <"$body" | cut -d ' ' -f 1)
elif command -v openssl >/dev/null 2>&1; then digest=$(openssl dgst -sha256 <"$body" | sed 's/.*= *//')
else digest=''; fi
if [ -n "$digest" ]; then digest="sha256:$digest"; else digest=none; fi

{
  printf '{"schema":"homeport/courier/1",\n"digest":"%s",\n"inventory":\n' "$digest"
  cat "$body"
  printf '\n}\n'
} >"$out" || { echo "Cannot write $out. Run this where you may write, or name a file: sh homeport-courier.sh FILE" >&2; exit 1; }

echo "Written: $out"
echo "Digest:  $digest"
if [ -n "$missing" ]; then echo "Not read:$missing"; fi
