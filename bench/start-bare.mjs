import { get } from 'node:http';

get(process.env.BENCH_URL, (response) => {
  response.resume();
});
