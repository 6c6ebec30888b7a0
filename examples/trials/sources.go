package main

import "github.com/oudpath/oudpath/plan/evidence"

// The sources of all numbers of the studies. The trials' public individual data were counted by the authors of the research behind
// this library; only their counts are used here.
var (
	startData = evidence.Citation{
		Source: "START (CTN-0027), public individual data", Provenance: evidence.Primary,
		Via: "counted in R package public.ctn0094data 1.0.6; 740 and 529 people randomized",
	}
	startPaper = evidence.Citation{Source: "Hser and others, Addiction 109:79", Section: "abstract", Year: 2014, Provenance: evidence.Primary}

	xbotData = evidence.Citation{
		Source: "X:BOT (CTN-0051), public individual data", Provenance: evidence.Primary,
		Via: "counted in R packages public.ctn0094data 1.0.6 and public.ctn0094extra 1.0.4; urine alone, so that counts differ a little from the paper",
	}
	xbotPaper  = evidence.Citation{Source: "Lee and others, Lancet 391:309", Section: "abstract", Year: 2018, Provenance: evidence.Primary}
	xbotRatios = evidence.Citation{Source: "Lee and others, Lancet 391:309", Year: 2018, Provenance: evidence.Secondary, Via: "as quoted elsewhere"}
	xbotRecall = evidence.Citation{Source: "Lee and others, Lancet 391:309", Section: "counts of people; hazard ratio of those who started", Year: 2018, Provenance: evidence.Unconfirmed}

	poatsData = evidence.Citation{
		Source: "POATS (CTN-0030), public individual data", Provenance: evidence.Primary,
		Via: "counted in R package public.ctn0094data 1.0.6; missing tests count as not negative",
	}
	poatsPaper  = evidence.Citation{Source: "Weiss and others, Archives of General Psychiatry", Section: "abstract", Year: 2011, Provenance: evidence.Primary}
	poatsRecall = evidence.Citation{
		Source: "Weiss and others, Archives of General Psychiatry", Section: "criteria of success; 8.6 % after the taper", Year: 2011,
		Provenance: evidence.Unconfirmed,
	}

	sordoPaper   = evidence.Citation{Source: "Sordo and others, BMJ 357:j1550", Section: "abstract", Year: 2017, Provenance: evidence.Primary}
	sordoWindows = evidence.Citation{Source: "Sordo and others, BMJ 357:j1550", Section: "text", Year: 2017, Provenance: evidence.Secondary, Via: "as quoted elsewhere"}
	santoWindows = evidence.Citation{
		Source: "Santo and others, JAMA Psychiatry 78:979", Year: 2021, Provenance: evidence.Secondary,
		Via: "the interval reappears in the inputs of a published model (Enns and others 2023)",
	}
	leaving = evidence.Citation{Source: "Fairley and others, JAMA Psychiatry 78:767", Section: "table 1", Year: 2021, Provenance: evidence.Primary}
	entry   = evidence.Citation{
		Source: "RESPOND, weekly inputs (SyndemicsLab/Addressing-Encampments)", Section: "treatment entry", Year: 2024, Provenance: evidence.Primary,
	}
)

// list writes citations with how well each was confirmed.
func list(citations ...evidence.Citation) []string {
	lines := make([]string, len(citations))
	for i, c := range citations {
		lines[i] = c.String() + " [" + c.Provenance.String() + "]"
		if c.Via != "" {
			lines[i] += ": " + c.Via
		}
	}
	return lines
}
