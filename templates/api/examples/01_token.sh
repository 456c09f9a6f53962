curl --silent --show-error --fail-with-body \
  --user "$CLIENT_ID:$CLIENT_SECRET" \
  --data "grant_type=client_credentials" \
  "$PORTAL/api/v1/token/"
