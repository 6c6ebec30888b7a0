package httpapi

import (
	"mime"
	"slices"
	"strings"
)

// The media types that are read and written.
const (
	mediaJSON   = "application/json"
	mediaLines  = "application/x-ndjson"
	mediaText   = "text/plain"
	charsetUTF8 = "; charset=utf-8"
)

func mediaOf(header string) string {
	media, params, err := mime.ParseMediaType(header)
	if err != nil || params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8") {
		return ""
	}
	return media
}

// accepts returns the type of the answer: the first that the caller names and the route has, the first of the route's where any will do;
// empty if there is none. A type that the caller does not want (q=0) is not the answer to a star.
func (q *request) accepts() string {
	offered := slices.Clone(q.route.media())
	var wanted []string
	for part := range strings.SplitSeq(strings.Join(q.Header.Values("Accept"), ","), ",") {
		media, params, err := mime.ParseMediaType(part)
		switch weight, stated := params["q"]; {
		case strings.TrimSpace(part) == "":
		case err != nil:
			wanted = append(wanted, "")
		case stated && strings.Trim(weight, "0.") == "":
			wanted = append(wanted, "")
			offered = slices.DeleteFunc(offered, func(o string) bool { return o == media })
		default:
			wanted = append(wanted, media)
		}
	}
	if len(wanted) == 0 {
		wanted = []string{"*/*"}
	}
	for _, media := range wanted {
		for _, o := range offered {
			family, _, _ := strings.Cut(o, "/")
			if media == "*/*" || media == family+"/*" || media == o {
				return o
			}
		}
	}
	return ""
}
