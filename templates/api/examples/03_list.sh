curl --silent --show-error --fail-with-body --get \
  --header "Authorization: Bearer $TOKEN" \
  --header "Accept-Language: en" \
  --data-urlencode "state=in_progress" \
  --data-urlencode "order=due" \
  --data-urlencode "page_size=50" \
  "$PORTAL/api/v1/cases/"
