// Package sandbox holds nothing but a test that is run by hand: the CDS Hooks Sandbox, a client that others wrote, drives the service of
// plan/cdshooks in a browser. What it sent is kept in plan/cdshooks/testdata/sandbox and replayed by the tests there.
//
// The sandbox is not part of this repository (https://github.com/cds-hooks/sandbox, Apache-2.0). To run it again, as root on Debian:
//
//	apt-get install chromium nodejs npm
//	git clone https://github.com/cds-hooks/sandbox && cd sandbox
//	openssl ecparam -name secp384r1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out keys/ecprivkey.pem   # a key of one's own
//	npm ci --ignore-scripts && npx webpack --config webpack.config.prod.js
//	SANDBOX=$PWD go test -C …/plan/cdshooks/sandbox -count=1 -v ./...
//
// With RECORD=1 it writes the test data anew, and with SCREENS=folder it keeps pictures of what a user saw. Every person in it is invented, and
// the key that signed its tokens was made for it.
package sandbox
