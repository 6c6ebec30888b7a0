package main

import (
	"net/url"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/httpapi"
	"github.com/stretchr/testify/require"
)

// Two records turn out to be of one person: who administers records merges them, nobody else does, and the one that closes says where it went
// and takes nothing any more.
func TestMerged(t *testing.T) {
	w := opened(t)
	nurse, doctor, records := w.browser("nurse"), w.browser("prescriber"), w.browser("records")
	const stays, closes = "/people/invented-01", "/people/invented-02"
	_, old := w.get(nurse, closes)
	dose := url.Values{"product": {"bup.sl"}, "mg": {"4"}, "setting": {"office"}, "version": {versionField.FindStringSubmatch(old)[1]}}
	_, page := w.get(records, stays)
	require.Contains(t, page, "Merge it into this one")
	require.NotContains(t, page, "Record the dose")
	form := url.Values{"from": {"invented-02"}, "reason": {"same birth date & 100% sure <she said so>"}, "version": {versionField.FindStringSubmatch(page)[1]}}
	for _, other := range []string{"nurse", "prescriber", "reader"} {
		client := w.browser(other)
		_, page := w.get(client, stays)
		require.NotContains(t, page, "Merge it into this one", other)
		status, _ := w.post(client, stays+"/merges", form)
		require.Equal(t, 403, status, other)
	}
	status, page := w.post(records, stays+"/merges", url.Values{"from": {"invented-01"}, "reason": {"x"}, "version": form["version"]})
	require.Equal(t, 422, status, "with itself: %s", page)
	status, _ = w.post(records, stays+"/merges", url.Values{"from": {"nobody-here"}, "reason": {"x"}, "version": form["version"]})
	require.Equal(t, 404, status)
	status, _ = w.post(records, stays+"/merges", url.Values{"from": {"invented-02"}, "reason": {" "}, "version": form["version"]})
	require.Equal(t, 400, status)
	status, page = w.post(records, stays+"/merges", form)
	require.Equal(t, 200, status, "%s", page)
	require.Contains(t, page, "The other record was merged into this one.")
	require.Contains(t, page, "invented-02 was merged into this record: same birth date &amp; 100% sure &lt;she said so&gt;")
	require.NotContains(t, page, "oudpath.plan.", "no record of the ledger in the words of programs")

	for _, path := range []string{closes, closes + "/print", closes + "/choices"} {
		status, page = w.get(nurse, path)
		require.Equal(t, 410, status, path)
		require.Contains(t, page, `<a href="/people/invented-01"><strong>invented-01</strong></a>`)
		require.Contains(t, page, "by records: same birth date")
	}
	status, page = w.post(doctor, closes+"/doses", dose) // from a page that was opened before
	require.Equal(t, 410, status)
	require.Contains(t, page, "Nothing was recorded")
	status, page = w.get(nurse, "/")
	require.Equal(t, 200, status, "%s", page)
	require.Contains(t, page, `<a href="/people/invented-02">invented-02</a> stands in <a href="/people/invented-01">`)
	require.Equal(t, invented-1, strings.Count(page, `<th scope="row">`))

	status, _ = w.post(records, stays+"/merges", form)
	require.Equal(t, 409, status, "the page was seen before")
	for _, person := range []string{"invented-01", "invented-02"} {
		entries, err := w.trail.Entries(t.Context(), func(e *httpapi.Entry) bool { return string(e.Plan) == person && e.Operation == "page.merge" })
		require.NoError(t, err)
		require.NotEmpty(t, entries, person)
	}
}
