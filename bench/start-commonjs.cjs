const { get } = require('node:http');

get(process.env.BENCH_URL, (response) => {
  response.resume();
});
