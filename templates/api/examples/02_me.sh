curl --silent --show-error --fail-with-body \
  --header "Authorization: Bearer $TOKEN" \
  "$PORTAL/api/v1/me/"
