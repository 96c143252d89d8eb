// Times requests over one keep-alive connection.
import { Agent, get } from 'node:http';

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {Agent} [agent] to share the connection between URLs
 */
export const createTimedRequest = (url, headers, agent = new Agent({ keepAlive: true, maxSockets: 1 })) => ({
  /** @returns {Promise<number>} milliseconds until the last byte */
  time: () =>
    new Promise((resolve, reject) => {
      const started = performance.now();
      get(url, { headers, agent }, (response) => {
        if (response.statusCode !== 200)
          reject(new Error(`${url} responded with ${response.statusCode}, not with 200.`));
        response
          .on('error', reject)
          .on('end', () => resolve(performance.now() - started))
          .resume();
      }).on('error', reject);
    }),
  close: () => agent.destroy(),
});
