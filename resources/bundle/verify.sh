#!/bin/sh
# Verifies a signed deployment plan without Homeport. Needs a POSIX shell and OpenSSL 3.
#
#   sh verify.sh [FINGERPRINT]...      in the folder that the bundle was unpacked to
#
# FINGERPRINT is the full key id (64 hex digits) of a signer, received by another way than this bundle. With
# fingerprints, every one of them must have signed. Without, the result says only that nothing was changed.
# This shows that the bytes are genuine. It does not derive the assessment again: "homeport verify" does.
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
[ -f public.json ] && [ ! -f plan.json ] && refuse "this is a public version, in which parts are withheld; verify it with verify.py or Homeport"
[ -f plan.json ] || refuse "plan.json is missing; run this in the folder of the bundle"
plan=$(openssl dgst -sha256 -r plan.json | cut -c1-64)
seen=
number=0

while number=$((number + 1)); [ -e "statements/$number.dsse.json" ]; do
  envelope=statements/$number.dsse.json
  # The exact members in their canonical order, each once, on one line.
  form='^[{]"payload":"[A-Za-z0-9+/]*=*","payloadType":"application/vnd[.]in-toto[+]json","signatures":[[]([{]"keyid":"[0-9a-f]{64}","sig":"[A-Za-z0-9+/]*=*"[}],?){1,4}][}]$'
  [ "$(grep -c '' "$envelope")" -eq 1 ] && grep -Eq "$form" "$envelope" || refuse "statement $number: not in the documented form"
  member() {
    sed -e "s/.*\"$1\":\"\([^\"]*\)\".*/\1/" "$envelope"
  }
  member payload | openssl base64 -d -A >"$work/payload"
  # One line for each signature: key id and signature.
  { tr '{' '\n' <"$envelope" && echo; } | sed -n 's/^"keyid":"\([0-9a-f]*\)","sig":"\([^"]*\)".*/\1 \2/p' >"$work/signatures"
  checked=
  # What is signed: the type and the payload, each with its length (DSSE 1.0).
  printf 'DSSEv1 %d %s %d ' "${#type}" "$type" "$(($(wc -c <"$work/payload")))" >"$work/pae"
  cat "$work/payload" >>"$work/pae"

  while read -r keyid sig; do
    printf '%s' "$sig" | openssl base64 -d -A >"$work/sig"
    key=keys/$keyid.pem
    if [ "$(tail -n +2 "$key" 2>/dev/null | head -n 1 | cut -c1-28)" = MIIHsjALBglghkgBZQMEAxIDggeh ]; then
      # OpenSSL knows ML-DSA from version 3.5; a signature that nobody checked counts for nothing.
      echo "statement $number: a second signature by ML-DSA-65 is not checked by this script; Homeport checks it"
      echo "  key $keyid, not checked"
      continue
    fi
    [ -f "$key" ] || refuse "statement $number: $key is missing"
    openssl pkey -pubin -in "$key" -outform DER -out "$work/key" 2>"$work/error" || refuse "statement $number: $key is no public key"
    [ "$(openssl dgst -sha256 -r "$work/key" | cut -c1-64)" = "$keyid" ] || refuse "statement $number: $key is not the key it is named for"
    hex=$(od -An -v -tx1 "$work/key" | tr -d ' \n')
    # What is under the signature: the envelope's own bytes, or what ssh-keygen -Y or minisign make of the payload.
    signed=$work/pae
    made=$(head -c 6 "$work/sig" | od -An -v -tx1 | tr -d ' \n')
    case $made in
    535348534947)
      case $hex in
      302a300506032b6570032100*) ;;
      *) refuse "statement $number: signed through SSH with an ECDSA key; verify it with verify.py or Homeport" ;;
      esac
      hash=$(dd if="$work/sig" bs=1 skip=98 count=6 2>/dev/null)
      case $hash in sha256 | sha512) ;; *) refuse "statement $number: the signature does not match, or was made for something else" ;; esac
      openssl dgst "-$hash" -binary "$work/payload" >"$work/digest"
      {
        printf 'SSHSIG\000\000\000\001\000\000\000\063\000\000\000\013ssh-ed25519\000\000\000\040'
        tail -c 32 "$work/key"
        printf '\000\000\000\025ai-deployment-plan@v1\000\000\000\000\000\000\000\006%s\000\000\000\123\000\000\000\013ssh-ed25519\000\000\000\100' "$hash"
      } >"$work/head"
      head -c 127 "$work/sig" | cmp -s - "$work/head" || refuse "statement $number: the signature does not match, or was made for something else"
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
    case $hex in
    302a300506032b6570032100*)
      # Points of small order: with such a key one signature fits every message.
      case ${hex#302a300506032b6570032100} in
      00000000000000000000000000000000000000000000000000000000000000[08]0 | \
        01000000000000000000000000000000000000000000000000000000000000[08]0 | \
        26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc[08]5 | \
        c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03[7f]a | \
        e[cdef]ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff[7f]f)
        refuse "statement $number: a weak key, with which anybody could sign"
        ;;
      esac
      openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in "$signed" -sigfile "$work/sig" >/dev/null 2>&1 ||
        refuse "statement $number: the signature does not match"
      ;;
    3059301306072a8648ce3d020106082a8648ce3d030107034200*)
      openssl dgst -sha256 -verify "$key" -signature "$work/sig" "$signed" >/dev/null 2>&1 ||
        refuse "statement $number: the signature does not match"
      ;;
    3076301006072a8648ce3d020106052b81040022036200*)
      openssl dgst -sha384 -verify "$key" -signature "$work/sig" "$signed" >/dev/null 2>&1 ||
        refuse "statement $number: the signature does not match"
      ;;
    *) refuse "statement $number: the key is not Ed25519, P-256 or P-384" ;;
    esac
    checked="$checked $keyid"
  done <"$work/signatures"
  case $checked in
  *"$(sed -n 's/.*"keyId":"\([0-9a-f]*\)".*/\1/p' "$work/payload")"*) ;;
  *) refuse "statement $number: the signer it names has not signed it" ;;
  esac

  # The canonical statement ends with its subject: exactly one plan, by its SHA-256.
  subject="\"subject\":[{\"digest\":{\"sha256\":\"$plan\"},\"name\":\"plan.json\"}]}"
  [ "$(tail -c "${#subject}" "$work/payload")" = "$subject" ] || refuse "statement $number is about another plan.json"
  claim() {
    sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$work/payload" | cut -c1-80
  }
  echo "statement $number: $(claim decision), role $(claim role), claimed time $(claim claimedTime)"
  for keyid in $checked; do
    echo "  key $keyid"
  done
  seen="$seen$checked"
done

[ -n "$seen" ] || refuse "there is no statement: the plan is not signed"
echo "plan.json SHA-256 $plan"
for wanted in "$@"; do
  case "$seen " in
  *" $wanted "*) ;;
  *) refuse "nobody signed with $wanted" ;;
  esac
done
[ -d log ] && echo "log: not checked by this script; verify.py and Homeport check it"
if [ $# -gt 0 ]; then
  echo "VALID: plan and statements were not changed, and the keys you named have signed"
else
  echo "GENUINE: plan and statements were not changed. Who signed is not shown: compare the keys above with ones you received by another way"
fi
