curl --silent --show-error --fail-with-body \
  --header "Authorization: Bearer $TOKEN" \
  --header "Content-Type: application/json" \
  --header "Idempotency-Key: $KEY" \
  --data "{\"version\": $VERSION, \"reason\": \"示例：委托人来函撤回委托\"}" \
  "$PORTAL/api/v1/entrustments/$ID/withdraw/"
