curl --silent --show-error --fail-with-body \
  --header "Authorization: Bearer $TOKEN" \
  --header "Content-Type: application/json" \
  --header "Idempotency-Key: $KEY" \
  --data '{
    "client_name": "济南示例区人民法院",
    "client_kind": "court",
    "client_reference": "（2026）示例01民初7号",
    "category": "FY-02",
    "matter": "人体残疾等级鉴定",
    "purpose": "民事诉讼",
    "facts": "示例：交通事故后请求鉴定残疾等级。",
    "received_on": "2026-11-20",
    "subjects": [{"name": "示例当事人", "kind": "person"}],
    "materials": [{"name": "病历资料", "kind": "other", "quantity": "1册"}]
  }' \
  "$PORTAL/api/v1/entrustments/"
