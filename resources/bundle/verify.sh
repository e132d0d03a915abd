#!/bin/sh
# Verifies a signed deployment plan without Homeport. Needs a POSIX shell and OpenSSL 3.
#
#   sh verify.sh [FINGERPRINT]...      in the folder that the bundle was unpacked to
#
# FINGERPRINT is the full key id (64 hex digits) of a signer, received by another way than this bundle. With
# fingerprints, every one of them must have signed. Without, the result says only that nothing was changed.
# This shows that the bytes are genuine. It does not look into the plan and does not derive the assessment again:
# "homeport verify" does.
set -eu
LC_ALL=C
export LC_ALL

refuse() {
  echo "INVALID: $1"
  exit 1
}

type=application/vnd.in-toto+json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -e public.json ] && [ -e plan.json ] && refuse "a plan and a public version do not belong in one bundle"
[ -f public.json ] && refuse "this is a public version, in which parts are withheld; verify it with verify.py or Homeport"
[ -f plan.json ] || refuse "plan.json is missing; run this in the folder of the bundle"
for file in plan.json statements/* keys/* log/* times/*; do
  [ ! -h "$file" ] || refuse "a file of the bundle is a link"
done

# One line of UTF-8 without characters that steer a screen or turn the direction of text.
turning=$(printf '\302[\200-\237]|\342\200[\252-\256]|\342\201[\246-\251]')
plain() {
  [ "$(($(tr -d '\000-\037\177' <"$1" | wc -c)))" -eq "$(($(wc -c <"$1")))" ] || return 1
  if grep -Eq "$turning" "$1"; then return 1; fi
  if command -v iconv >/dev/null 2>&1; then iconv -f UTF-8 -t UTF-8 <"$1" >/dev/null 2>&1; fi
}
plain plan.json && ! grep -Eq '(^|[^\\])(\\\\)*\\[^"\\nrt]' plan.json || refuse "plan.json is not in its one exact form"
[ "$(head -c 15 plan.json)" = '{"assessment":{' ] && tail -c 200 plan.json | grep -Eq '"schema":"homeport/signed-plan/1"(,"seed":"[0-9a-f]{64}")?[}]$' ||
  refuse "plan.json is no signed plan"
plan=$(openssl dgst -sha256 -r plan.json | cut -c1-64)

# The one form of a statement: its members in their order. Texts are in quotes, with a backslash before what needs one.
text='"([^"\\]|\\["\\nrt])*"'
# Names stand on one line.
line='"([^"\\]|\\["\\])'
hash='[0-9a-f]{64}'
digest="\"sha256:$hash\""
moment='"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{3})?Z"'
number='[1-9][0-9]{0,15}'
table() {
  echo "[{]($text:$1(,$text:$1)*)?[}]"
}
decision='author|approve|approve-with-conditions|reject|withdraw'
role='[a-z][a-z0-9-]{0,63}'
statement="^[{]\"_type\":\"https://in-toto[.]io/Statement/v1\",\"predicate\":[{]\"assessment\":$digest"
statement="$statement,\"auditLog\":(null|[{]\"root\":\"$hash\",\"size\":(0|$number)[}]),\"claimedTime\":$moment"
statement="$statement,\"clock\":[{]\"behind\":(true|false),\"highWater\":(null|$moment)[}],\"conditions\":[[]($text(,$text)*)?[]]"
statement="$statement,\"decision\":\"($decision)\",\"hardware\":(null|$digest),\"knowledge\":$(table "$digest")"
statement="$statement,\"modelFiles\":$(table "$digest"),\"parts\":$(table "\"$hash\""),\"planId\":\"[0-9a-f-]{36}\",\"previous\":(null|$digest)"
statement="$statement,\"role\":\"$role\",\"signer\":[{]\"algorithm\":\"(Ed25519|ECDSA-P256|ECDSA-P384)\",\"keyId\":\"$hash\",\"name\":$line+\",\"title\":(null|$line*\")[}]"
statement="$statement,\"version\":$number[}],\"predicateType\":\"https://homeport[.]example/plan-decision/v1\",\"subject\":"
statement="$statement[[][{]\"digest\":[{]\"sha256\":\"$hash\"[}],\"name\":\"plan.json\"[}][]][}]\$"
broken="\"(name|title)\":$line*$(printf '\342\200[\250\251]')"

# What lies beside an envelope, for tools that cannot take one apart, follows from its first signature.
beside() {
  [ "$listed" = " $keyid" ] || return 0
  [ ! -e "statements/$number_of.sig" ] || cmp -s "$work/sig" "statements/$number_of.sig" || refuse "$at: statements/$number_of.sig is another signature"
  [ ! -e "statements/$number_of.pae.bin" ] || cmp -s "$1" "statements/$number_of.pae.bin" || refuse "$at: statements/$number_of.pae.bin is not what was signed"
}

seen=
author=
version=
number_of=0

while number_of=$((number_of + 1)); [ -e "statements/$number_of.dsse.json" ]; do
  at="statement $number_of"
  envelope=statements/$number_of.dsse.json
  # The exact members in their canonical order, each once, on one line without an end.
  signature='[{]"keyid":"[0-9a-f]{64}","sig":"[A-Za-z0-9+/]*=*"[}]'
  form="^[{]\"payload\":\"[A-Za-z0-9+/]*=*\",\"payloadType\":\"application/vnd[.]in-toto[+]json\",\"signatures\":[[]$signature(,$signature){0,3}[]][}]\$"
  plain "$envelope" && grep -Eq "$form" "$envelope" || refuse "$at: not in the documented form"
  payload=$(sed -e 's/.*"payload":"\([^"]*\)".*/\1/' "$envelope")
  printf '%s' "$payload" | openssl base64 -d -A >"$work/payload"
  [ "$(openssl base64 -e -A -in "$work/payload")" = "$payload" ] || refuse "$at: base64 that is not in its one exact form"
  # One line for each signature: key id and signature.
  { tr '{' '\n' <"$envelope" && echo; } | sed -n 's/^"keyid":"\([0-9a-f]*\)","sig":"\([^"]*\)".*/\1 \2/p' >"$work/signatures"
  checked=
  listed=
  # What is signed: the type and the payload, each with its length (DSSE 1.0).
  printf 'DSSEv1 %d %s %d ' "${#type}" "$type" "$(($(wc -c <"$work/payload")))" >"$work/pae"
  cat "$work/payload" >>"$work/pae"

  while read -r keyid sig; do
    case "$listed " in *" $keyid "*) refuse "$at: two signatures by one key" ;; esac
    printf '%s' "$sig" | openssl base64 -d -A >"$work/sig"
    [ "$(openssl base64 -e -A -in "$work/sig")" = "$sig" ] || refuse "$at: base64 that is not in its one exact form"
    listed="$listed $keyid"
    key=keys/$keyid.pem
    [ -f "$key" ] || refuse "$at: $key is missing"
    if [ "$(tail -n +2 "$key" | head -n 1 | cut -c1-28)" = MIIHsjALBglghkgBZQMEAxIDggeh ]; then
      sed '1d;$d' "$key" | tr -d '\n' | openssl base64 -d -A >"$work/key"
      [ "$(openssl dgst -sha256 -r "$work/key" | cut -c1-64)" = "$keyid" ] || refuse "$at: $key is not the key it is named for"
      # OpenSSL knows ML-DSA from version 3.5; a signature that nobody checked counts for nothing.
      echo "$at: a second signature by ML-DSA-65 is not checked by this script; Homeport checks it"
      echo "  key $keyid, not checked"
      beside "$work/pae"
      continue
    fi
    openssl pkey -pubin -in "$key" -outform DER -out "$work/key" 2>"$work/error" || refuse "$at: $key is no public key"
    [ "$(openssl dgst -sha256 -r "$work/key" | cut -c1-64)" = "$keyid" ] || refuse "$at: $key is not the key it is named for"
    openssl pkey -pubin -in "$key" 2>/dev/null | cmp -s - "$key" || refuse "$at: $key is not in its one exact form"
    hex=$(od -An -v -tx1 "$work/key" | tr -d ' \n')
    # What is under the signature: the envelope's own bytes, or what ssh-keygen -Y or minisign make of the payload.
    signed=$work/pae
    made=$(head -c 6 "$work/sig" | od -An -v -tx1 | tr -d ' \n')
    case $made in
    535348534947)
      case $hex in
      302a300506032b6570032100*) ;;
      *) refuse "$at: signed through SSH with an ECDSA key; verify it with verify.py or Homeport" ;;
      esac
      hash=$(dd if="$work/sig" bs=1 skip=98 count=6 2>/dev/null)
      case $hash in sha256 | sha512) ;; *) refuse "$at: the signature does not match, or was made for something else" ;; esac
      openssl dgst "-$hash" -binary "$work/payload" >"$work/digest"
      {
        printf 'SSHSIG\000\000\000\001\000\000\000\063\000\000\000\013ssh-ed25519\000\000\000\040'
        tail -c 32 "$work/key"
        printf '\000\000\000\025ai-deployment-plan@v1\000\000\000\000\000\000\000\006%s\000\000\000\123\000\000\000\013ssh-ed25519\000\000\000\100' "$hash"
      } >"$work/head"
      head -c 127 "$work/sig" | cmp -s - "$work/head" || refuse "$at: the signature does not match, or was made for something else"
      {
        printf 'SSHSIG\000\000\000\025ai-deployment-plan@v1\000\000\000\000\000\000\000\006%s\000\000\000' "$hash"
        if [ "$hash" = sha512 ]; then printf '\100'; else printf '\040'; fi
        cat "$work/digest"
      } >"$work/signed"
      tail -c +128 "$work/sig" >"$work/bare"
      mv "$work/bare" "$work/sig"
      signed=$work/signed
      ;;
    4544*)
      if [ "$(($(wc -c <"$work/sig")))" -eq 66 ]; then
        openssl dgst -blake2b512 -binary "$work/payload" >"$work/signed"
        tail -c 64 "$work/sig" >"$work/bare"
        mv "$work/bare" "$work/sig"
        signed=$work/signed
      fi
      ;;
    esac
    beside "$signed"
    case $hex in
    302a300506032b6570032100*)
      # Points of small order: with such a key one signature fits every message.
      case ${hex#302a300506032b6570032100} in
      00000000000000000000000000000000000000000000000000000000000000[08]0 | \
        01000000000000000000000000000000000000000000000000000000000000[08]0 | \
        26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc[08]5 | \
        c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03[7f]a | \
        e[cdef]ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff[7f]f)
        refuse "$at: a weak key, with which anybody could sign"
        ;;
      esac
      algorithm=Ed25519
      openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in "$signed" -sigfile "$work/sig" >/dev/null 2>&1 ||
        refuse "$at: the signature does not match"
      ;;
    3059301306072a8648ce3d020106082a8648ce3d03010703420004*)
      algorithm=ECDSA-P256
      openssl dgst -sha256 -verify "$key" -signature "$work/sig" "$signed" >/dev/null 2>&1 ||
        refuse "$at: the signature does not match"
      ;;
    3076301006072a8648ce3d020106052b8104002203620004*)
      algorithm=ECDSA-P384
      openssl dgst -sha384 -verify "$key" -signature "$work/sig" "$signed" >/dev/null 2>&1 ||
        refuse "$at: the signature does not match"
      ;;
    *) refuse "$at: the key is not Ed25519, P-256 or P-384" ;;
    esac
    checked="$checked $keyid"
    echo "\"algorithm\":\"$algorithm\",\"keyId\":\"$keyid\"" >>"$work/signers"
  done <"$work/signatures"

  plain "$work/payload" && grep -Eq "$statement" "$work/payload" && ! grep -Eq "$broken" "$work/payload" || refuse "$at: not a statement about a plan in its one exact form"
  # The canonical statement ends with its subject: exactly one plan, by its SHA-256.
  subject="\"subject\":[{\"digest\":{\"sha256\":\"$plan\"},\"name\":\"plan.json\"}]}"
  [ "$(tail -c "${#subject}" "$work/payload")" = "$subject" ] || refuse "$at is about another plan.json"
  # What stands between members that no text can imitate.
  claim() {
    sed -nE "s/.*$1/\\1/p" "$work/payload"
  }
  signer=$(claim '"role":"[a-z0-9-]*","signer":[{]("algorithm":"[A-Za-z0-9-]*","keyId":"[0-9a-f]*"),"name":.*')
  [ -f "$work/signers" ] && grep -Fqx "$signer" "$work/signers" || refuse "$at: the signer it names has not signed it"
  rm -f "$work/signers"
  decided=$(claim "],\"decision\":\"($decision)\",\"hardware\":.*")
  acted=$(claim '"previous":[^,]*,"role":"([a-z0-9-]*)","signer":[{]"algorithm":.*')
  numbered=$(claim '[}],"version":([0-9]*)[}],"predicateType":.*')
  claimed=$(claim ',"claimedTime":"([0-9TZ:.-]*)","clock":[{]"behind":.*')
  case "$decided $acted" in
  'author author') author=$at ;;
  'author '* | *' author') refuse "$at: author is both a role and a decision" ;;
  esac
  conditional=no
  grep -Fq '"conditions":[],' "$work/payload" || conditional=yes
  case "$conditional $decided" in
  'yes approve-with-conditions') ;;
  'no approve-with-conditions' | yes*) refuse "$at: conditions belong to an approval with conditions" ;;
  esac
  [ "${version:=$numbered}" = "$numbered" ] || refuse "$at: names another version of the plan than the statements before it"
  echo "$at: $decided, role $acted, claimed time $claimed"
  for keyid in $checked; do
    echo "  key $keyid"
  done
  seen="$seen$checked"
done

[ -n "$seen" ] || refuse "there is no statement: the plan is not signed"
[ -n "$author" ] || refuse "the statement of the plan's author is missing"
for file in statements/* times/*; do
  [ -e "$file" ] || continue
  name=${file#*/}
  count=${name%%.*}
  case $count in '' | 0* | *[!0-9]* | ???*) refuse "a file among the statements does not belong in a bundle" ;; esac
  case $file in
  "statements/$count.dsse.json" | "statements/$count.pae.bin" | "statements/$count.sig" | "times/$count.tsr") ;;
  *) refuse "a file among the statements does not belong in a bundle" ;;
  esac
  [ "$count" -lt "$number_of" ] || refuse "$file: there is no statement $count"
done
for part in head.dsse.json proof.json key.pem; do
  [ ! -d log ] || [ -f "log/$part" ] || refuse "log/$part is missing"
done
echo "plan.json SHA-256 $plan"
for wanted in "$@"; do
  case "$seen " in
  *" $wanted "*) ;;
  *) refuse "nobody signed with $wanted" ;;
  esac
done
[ -d log ] && echo "log: not checked by this script; verify.py and Homeport check it"
[ -f replies.json ] && echo "replies: not checked by this script; verify.py and Homeport check them"
if [ $# -gt 0 ]; then
  echo "VALID: plan and statements were not changed, and the keys you named have signed"
else
  echo "GENUINE: plan and statements were not changed. Who signed is not shown: compare the keys above with ones you received by another way"
fi
