import { readFileSync } from 'node:fs';
import type { Address, Program } from '../program.ts';

const home = '/usr/share/tomcat10';

/** `/slow?s=` answers after a while; `/trickle?n=&gap=` in chunks of 1000 bytes, each followed by a pause. */
const page = `<%@ page trimDirectiveWhitespaces="true" %><%
if (request.getServletPath().equals("/slow")) {
  Thread.sleep((long) (Double.parseDouble(request.getParameter("s")) * 1000));
  out.print("done\\n");
} else {
  for (int i = 0; i < Integer.parseInt(request.getParameter("n")); i++) {
    out.print("x".repeat(1000));
    out.flush();
    response.flushBuffer();
    Thread.sleep((long) (Double.parseDouble(request.getParameter("gap")) * 1000));
  }
}
%>`;

const mapping = `<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0">
  <servlet><servlet-name>wait</servlet-name><jsp-file>/wait.jsp</jsp-file></servlet>
  <servlet-mapping><servlet-name>wait</servlet-name><url-pattern>/slow</url-pattern><url-pattern>/trickle</url-pattern></servlet-mapping>
</web-app>
`;

/** `attributes` of the Connector. */
export function tomcat(at: Address, attributes: string): Program {
  const server = `<Server port="-1">\n  <Service name="Catalina">\n    <Connector port="${at.port}" address="${at.host}" protocol="HTTP/1.1" ${attributes}/>\n    <Engine name="Catalina" defaultHost="localhost"><Host name="localhost" appBase="webapps"/></Engine>\n  </Service>\n</Server>\n`;
  const line = `env CATALINA_HOME=${home} CATALINA_BASE=. ${home}/bin/catalina.sh run`;
  return {
    system: 'tomcat', needs: [`${home}/bin/catalina.sh`], at, line, shows: `Tomcat ${attributes || 'default'}`,
    files: {
      'conf/server.xml': server, 'conf/web.xml': webXml(), 'webapps/ROOT/index.html': 'done\n', 'webapps/ROOT/wait.jsp': page, 'webapps/ROOT/WEB-INF/web.xml': mapping, 'logs/.keep': '', 'temp/.keep': '', 'work/.keep': '',
    },
  };
}

function webXml(): string {
  try {
    return readFileSync('/etc/tomcat10/web.xml', 'utf8');
  } catch {
    return '';
  }
}
