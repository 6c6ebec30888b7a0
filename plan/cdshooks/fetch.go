package cdshooks

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// Fetcher is Records over HTTP. It asks the servers of its list and no other, follows no redirect, and reads so many bytes and pages.
type Fetcher struct {
	Client  *http.Client // required; its CheckRedirect is not used
	Servers []string     // the bases that may be asked, without a slash at the end; required
	MaxBody int64        // of a page; zero: DefaultMaxBody
	Pages   int          // of an answer at most: one that has more is not whole; zero: 20
}

var _ Records = (*Fetcher)(nil)

// errAnswer is an answer of a server that is of no use. It quotes nothing of it.
var errAnswer = errors.New("cdshooks: the FHIR server gave no answer that can be used")

// Fetch is that of Records.
func (f *Fetcher) Fetch(ctx context.Context, from FHIRServer, query string) (pages [][]byte, err error) {
	base := strings.TrimSuffix(from.URL, "/")
	if !slices.Contains(f.Servers, base) {
		return nil, ErrServer
	}
	client := *f.Client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	most := f.Pages
	if most == 0 {
		most = 20
	}
	next := base + "/" + query
	for range most {
		page, err := f.page(ctx, &client, next, from.Token)
		if err != nil {
			return nil, err
		}
		pages = append(pages, page)
		doc, err := r4.Parse(page)
		if err != nil {
			return nil, errAnswer
		}
		link := nextPage(doc.Root())
		if link == "" {
			return pages, nil
		}
		if next, err = below(base, link); err != nil {
			return nil, err
		}
	}
	return nil, errAnswer
}

// below resolves the address of a next page, which has to be the base or below it: another service of the same host is not handed the token
// of the client.
func below(base, link string) (string, error) {
	at, err := url.Parse(base + "/")
	if err != nil {
		return "", errAnswer
	}
	to, err := at.Parse(link)
	if err != nil || to.Scheme != at.Scheme || to.Host != at.Host || !strings.HasPrefix(to.EscapedPath()+"/", at.EscapedPath()) {
		return "", errAnswer
	}
	return to.String(), nil
}

// nextPage returns the address of the next page of a searchset; empty: there is none.
func nextPage(bundle r4.Element) string {
	for _, link := range bundle.Get("link").Items() {
		if link.Get("relation").Is("next") {
			return link.Get("url").Text()
		}
	}
	return ""
}

func (f *Fetcher) page(ctx context.Context, client *http.Client, address, token string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, errAnswer
	}
	req.Header.Set("Accept", "application/fhir+json")
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := client.Do(req)
	if err != nil {
		return nil, errAnswer // the error would quote the address
	}
	defer res.Body.Close()
	most := f.MaxBody
	if most == 0 {
		most = DefaultMaxBody
	}
	var body bytes.Buffer
	n, err := io.Copy(&body, io.LimitReader(res.Body, most+1))
	if err != nil || n > most || res.StatusCode != http.StatusOK {
		return nil, errAnswer
	}
	return body.Bytes(), nil
}

// gathered is the record as far as it was to be had.
type gathered struct {
	docs    []*r4.Document
	fetched int
	partial []string // keys of which only a part was sent, or given
}

// gather collects the answers to the queries of the service: those that the client sent, and of the others what its server answers. It is
// a problem of 412 where one is neither there nor to be had; the problem names the keys.
func (c *call) gather(ctx context.Context) error {
	sent := c.root.Get("prefetch")
	missing := map[string]string{}
	for name, value := range sent.Members() {
		if why := c.take(name, value); why != "" && c.service.Prefetch[name] != "" {
			missing[name] = why
		}
	}
	for key := range c.service.Prefetch {
		if !sent.Get(key).Exists() {
			missing[key] = "not sent"
		}
	}
	if len(missing) == 0 {
		return nil
	}
	for key, why := range c.fetch(ctx, slices.Sorted(maps.Keys(missing))) {
		missing[key] += why
		if why == "" {
			delete(missing, key)
		}
	}
	if ctx.Err() != nil {
		return faultTime.with("while its record was fetched")
	}
	if len(missing) == 0 {
		return nil
	}
	var texts []string
	for _, key := range slices.Sorted(maps.Keys(missing)) {
		texts = append(texts, fmt.Sprintf("%q: %s", key, missing[key]))
	}
	return faultPrefetch.with("%s", strings.Join(texts, "; "))
}

// take takes one value of the prefetch; why says why it is of no use. A null says that nothing was found.
func (c *call) take(key string, value r4.Element) (why string) {
	if string(value.Raw()) == "null" {
		return ""
	}
	if inner := value.Get("resource"); !value.Get("resourceType").Exists() && inner.IsObject() {
		c.deviates("prefetch-wrapped")
		value = inner
	}
	switch resource, ok := value.Resource(); {
	case !ok:
		return "sent, and no resource"
	case resource.Type() == "OperationOutcome":
		return "sent as the error of a server"
	}
	doc := value.Document()
	if root, _ := doc.Root().Resource(); root.Lacks() != "" {
		c.partial = append(c.partial, key)
	}
	c.docs = append(c.docs, doc)
	return ""
}

// fetch asks the server of the client for the keys, all at once, and says of each why it was not to be had; empty: it was.
func (c *call) fetch(ctx context.Context, keys []string) map[string]string {
	answers := make(map[string]string, len(keys))
	switch {
	case c.server.URL == "":
		for _, key := range keys {
			answers[key] = ", and no fhirServer was named"
		}
		return answers
	case c.api.Records == nil:
		for _, key := range keys {
			answers[key] = ", and nothing is fetched here"
		}
		return answers
	}
	found := make([][]*r4.Document, len(keys))
	why := make([]string, len(keys))
	var wait sync.WaitGroup
	for i, key := range keys {
		wait.Go(func() { found[i], why[i] = c.query(ctx, filled(c.service.Prefetch[key], c)) })
	}
	wait.Wait()
	for i, key := range keys {
		c.docs = append(c.docs, found[i]...)
		for _, doc := range found[i] {
			if r, _ := doc.Root().Resource(); r.Withholds() {
				c.partial = append(c.partial, key)
			}
		}
		if answers[key] = why[i]; why[i] == "" {
			c.fetched++
		}
	}
	return answers
}

// query asks one query. A panic of a port is a failure of this query.
func (c *call) query(ctx context.Context, query string) (docs []*r4.Document, why string) {
	defer func() {
		if recover() != nil {
			docs, why = nil, ", and asking for it failed"
		}
	}()
	pages, err := c.api.Records.Fetch(ctx, c.server, query)
	switch {
	case errors.Is(err, ErrServer):
		return nil, ", and the fhirServer is none that is asked"
	case err != nil:
		return nil, ", and the fhirServer did not supply it"
	}
	for _, page := range pages {
		doc, err := r4.Parse(page)
		if err != nil {
			return nil, ", and the fhirServer did not supply it"
		}
		r, ok := doc.Root().Resource()
		if !ok || r.Type() == "OperationOutcome" || len(pages) == 1 && r.Lacks() != "" && !r.Withholds() {
			return nil, ", and the fhirServer did not supply it"
		}
		docs = append(docs, doc)
	}
	return docs, ""
}

// filled puts the texts of the context into a query.
func filled(query string, c *call) string {
	for _, token := range []struct{ name, value string }{
		{"patientId", c.patient}, {"userId", c.user}, {"encounterId", c.encounter}} {
		query = strings.ReplaceAll(query, "{{context."+token.name+"}}", url.QueryEscape(token.value))
	}
	return query
}
