import { readFileSync } from 'node:fs';
import type { Address, Program } from '../program.ts';

const home = '/usr/share/tomcat10';

/** `attributes` of the Connector. */
export function tomcat(at: Address, attributes: string): Program {
  const server = `<Server port="-1">\n  <Service name="Catalina">\n    <Connector port="${at.port}" address="${at.host}" protocol="HTTP/1.1" ${attributes}/>\n    <Engine name="Catalina" defaultHost="localhost"><Host name="localhost" appBase="webapps"/></Engine>\n  </Service>\n</Server>\n`;
  const line = `env CATALINA_HOME=${home} CATALINA_BASE=. ${home}/bin/catalina.sh run`;
  return {
    system: 'tomcat', needs: [`${home}/bin/catalina.sh`], at, line, shows: `Tomcat ${attributes || 'default'}`,
    files: { 'conf/server.xml': server, 'conf/web.xml': webXml(), 'webapps/ROOT/index.html': 'done\n', 'logs/.keep': '', 'temp/.keep': '', 'work/.keep': '' },
  };
}

function webXml(): string {
  try {
    return readFileSync('/etc/tomcat10/web.xml', 'utf8');
  } catch {
    return '';
  }
}
