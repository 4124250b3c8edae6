// What Node's HTTP client makes of answers: it sends one request over a connection that exists in memory
// alone, gets the bytes of a case, and then the connection's end. Cases come as differential.py writes them;
// each is answered with a line: OK, status and body; or what went wrong.
'use strict';
const http = require('http');
const { Duplex } = require('stream');

function wire(bytes) {
    let sent = false;
    return new Duplex({
        read() {},
        write(chunk, encoding, done) {
            done();
            if (!sent) {
                sent = true;
                this.push(bytes);
                this.push(null);
            }
        },
        final(done) { done(); },
    });
}

function ask(bytes) {
    return new Promise((resolve) => {
        let answer = null;
        let fault = 'CUT';
        let open = 1;
        const parts = [];
        const request = http.request({ createConnection: () => wire(bytes), host: 'market.example' });
        const fail = (error) => { fault = error.code || fault; };
        const close = () => {
            open -= 1;
            if (open === 0) {
                resolve(answer && answer.readableEnded && answer.complete
                    ? `OK ${answer.statusCode} ${Buffer.concat(parts).toString('hex')}` : `${fault} 0 `);
            }
        };
        request.on('close', close);
        request.on('error', fail);
        request.on('upgrade', (head, socket) => { fault = 'UPGRADE'; socket.destroy(); });
        request.on('response', (response) => {
            answer = response;
            open += 1;
            response.on('close', close);
            response.on('data', (part) => parts.push(part));
            response.on('error', fail);
        });
        request.end();
    });
}

async function main() {
    const input = require('fs').readFileSync(0);
    const lines = [];
    for (let at = 0; at < input.length;) {
        const length = input.readUInt32LE(at + 1);
        lines.push(await ask(input.subarray(at + 5, at + 5 + length)));
        at += 5 + length;
    }
    process.stdout.write(lines.join('\n') + '\n');
}

main();
