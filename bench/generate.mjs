// Inputs of any size, made as such files are written by hand: `count` servers, documents or services.
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

export const nginxServers = (count) => ({
  'nginx.conf': `events {}\nhttp {\n  proxy_read_timeout 30s;\n${times(count, server).join('')}}\n`,
});

const server = (index) => `  upstream u${index} { server app${index}.internal:8000; keepalive 16; }
  server {
    listen 80;
    server_name s${index}.example.com;
${times(10, (path) => `    location /api/${path}/ {
      proxy_pass http://u${index};
      proxy_read_timeout ${60 + path}s;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
    }
`).join('')}  }
`;

export const yamlDocuments = (count) => ({ 'all.yaml': times(count, deployment).join('---\n') });

/** Each Ingress, Service and Deployment has to find the next. */
export const joinedServices = (count) => ({ 'all.yaml': times(count, (index) => [deployment(index), service(index), ingress(index)].join('---\n')).join('---\n') });

const deployment = (index) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app${index}
spec:
  template:
    metadata:
      labels:
        app: app${index}
    spec:
      containers:
        - name: web
          image: example/app${index}
          command: [gunicorn, -b, ":8000", --timeout, "30", "app:app"]
          ports: [{ containerPort: 8000 }]
`;

const service = (index) => `apiVersion: v1
kind: Service
metadata:
  name: app${index}
spec:
  selector: { app: app${index} }
  ports: [{ port: 80, targetPort: 8000 }]
`;

const ingress = (index) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: app${index}
  annotations: { nginx.ingress.kubernetes.io/proxy-read-timeout: "60" }
spec:
  ingressClassName: nginx
  rules:
    - host: app${index}.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: app${index}, port: { number: 80 } } } }
`;

export const composeServices = (count) => ({
  'compose.yaml': `services:\n${times(count, (index) => `  app${index}:\n    image: example/app${index}\n    command: gunicorn -b :8000 --timeout 30 app:app\n`).join('')}  edge:\n    image: nginx:1.26\n    volumes: [./nginx.conf:/etc/nginx/nginx.conf]\n`,
  'nginx.conf': `events {}\nhttp {\n  server {\n    listen 80;\n${times(count, (index) => `    location /a${index}/ { proxy_pass http://app${index}:8000; proxy_read_timeout 60s; }\n`).join('')}  }\n}\n`,
});
