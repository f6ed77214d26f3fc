// Generated from schemas/hoplint.schema.json by scripts/validator.mjs.
"use strict";
export const validate = validate10;
export default validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"hoplint.schema.json","title":"hoplint.yaml","description":"What people know about a request's way and files do not say. Every part is optional.","type":"object","additionalProperties":false,"properties":{"$schema":{"description":"Address of this schema, for editors.","type":"string"},"endpoints":{"description":"Endpoints whose duration is known. Every layer on their way has to outlast them.","type":"array","items":{"type":"object","additionalProperties":false,"required":["path"],"properties":{"path":{"description":"Path of the request: exact; * within a segment, /** for all below.","type":"string","pattern":"^/"},"host":{"description":"Host name of the request.","type":"string"},"method":{"description":"Method of the request: GET, POST, …","type":"string"},"duration":{"description":"The whole exchange, from the first byte of the request to the last of the response.","type":"string","pattern":"^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$"},"kind":{"description":"What the exchange looks like (default: response, silent until the answer).","enum":["response","download","upload","stream","websocket"]},"silence":{"description":"Longest gap without a byte (default: the duration; 0s for download and upload).","type":"string","pattern":"^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$"},"work":{"description":"How long the server itself is busy (default: the duration).","type":"string","pattern":"^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$"},"idle":{"description":"Longest pause between two requests on one connection.","type":"string","pattern":"^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$"}}}},"versions":{"description":"Version of a system, where no image tag tells: { nginx: \"1.26\" }.","type":"object","additionalProperties":{"type":["string","number"],"description":"As the system prints it, quoted: \"1.20\"."}},"values":{"description":"What an environment variable or template value is in production: { PROXY_READ_TIMEOUT: 60s }.","type":"object","additionalProperties":{"type":["string","number","boolean"]}},"use":{"description":"Which of several possible configurations is in use.","type":"object","additionalProperties":false,"properties":{"compose":{"type":"array","items":{"type":"string"},"description":"Compose files that run together, in order."},"helmValues":{"type":"array","items":{"type":"string"},"description":"Values files given to helm, in order."},"templates":{"description":"What variables of templates are when they are rendered, which decides their conditionals: { use_async: y }.","type":"object","additionalProperties":{"type":["string","number","boolean"]}}}},"chains":{"description":"Chains, or parts of them, that stand in another repository.","type":"array","items":{"type":"object","additionalProperties":false,"required":["via"],"properties":{"via":{"description":"Clients, middleboxes, systems and layers, outermost first.","type":"array","minItems":1,"items":{"type":"object","additionalProperties":false,"properties":{"client":{"description":"A client library: python-requests.","type":"string"},"middlebox":{"description":"Sits on the connection without ending it: aws-nlb.","type":"string"},"system":{"description":"A system that ends connections: aws-alb.","type":"string"},"layer":{"description":"A workload of this repository: deployment/web, service/app.","type":"string"},"settings":{"description":"Settings in the system's own names: { idle_timeout.timeout_seconds: 120 }.","type":"object","additionalProperties":{"type":["string","number","boolean"]}}}}}}}},"rules":{"description":"Severity of a rule, or off.","type":"object","additionalProperties":false,"properties":{"deadline-inverted":{"enum":["off","error","warning","info"]},"duration-invalid":{"enum":["off","error","warning","info"]},"endpoint-cut":{"enum":["off","error","warning","info"]},"header-timeout-inverted":{"enum":["off","error","warning","info"]},"idle-timeout-inverted":{"enum":["off","error","warning","info"]},"missing-timeout":{"enum":["off","error","warning","info"]},"probe-kills-worker":{"enum":["off","error","warning","info"]},"retry-exceeds-deadline":{"enum":["off","error","warning","info"]},"setting-ineffective":{"enum":["off","error","warning","info"]},"silent-drop":{"enum":["off","error","warning","info"]},"stop-order":{"enum":["off","error","warning","info"]},"unit-suspect":{"enum":["off","error","warning","info"]}}},"ignore":{"type":"array","items":{"type":"string"},"description":"Files that are not read, as in .gitignore: [ \"vendor/**\" ]."}}};
const pattern0 = new RegExp("^/", "u");
const pattern1 = new RegExp("^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$", "u");
const func2 = Object.prototype.hasOwnProperty;

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="hoplint.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "$schema") || (key0 === "endpoints")) || (key0 === "versions")) || (key0 === "values")) || (key0 === "use")) || (key0 === "chains")) || (key0 === "rules")) || (key0 === "ignore"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.$schema !== undefined){
if(typeof data.$schema !== "string"){
const err1 = {instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.endpoints !== undefined){
let data1 = data.endpoints;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.path === undefined){
const err2 = {instancePath:instancePath+"/endpoints/" + i0,schemaPath:"#/properties/endpoints/items/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key1 in data2){
if(!((((((((key1 === "path") || (key1 === "host")) || (key1 === "method")) || (key1 === "duration")) || (key1 === "kind")) || (key1 === "silence")) || (key1 === "work")) || (key1 === "idle"))){
const err3 = {instancePath:instancePath+"/endpoints/" + i0,schemaPath:"#/properties/endpoints/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data2.path !== undefined){
let data3 = data2.path;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
const err4 = {instancePath:instancePath+"/endpoints/" + i0+"/path",schemaPath:"#/properties/endpoints/items/properties/path/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\""};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/endpoints/" + i0+"/path",schemaPath:"#/properties/endpoints/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data2.host !== undefined){
if(typeof data2.host !== "string"){
const err6 = {instancePath:instancePath+"/endpoints/" + i0+"/host",schemaPath:"#/properties/endpoints/items/properties/host/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data2.method !== undefined){
if(typeof data2.method !== "string"){
const err7 = {instancePath:instancePath+"/endpoints/" + i0+"/method",schemaPath:"#/properties/endpoints/items/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data2.duration !== undefined){
let data6 = data2.duration;
if(typeof data6 === "string"){
if(!pattern1.test(data6)){
const err8 = {instancePath:instancePath+"/endpoints/" + i0+"/duration",schemaPath:"#/properties/endpoints/items/properties/duration/pattern",keyword:"pattern",params:{pattern: "^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$"},message:"must match pattern \""+"^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$"+"\""};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/endpoints/" + i0+"/duration",schemaPath:"#/properties/endpoints/items/properties/duration/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data2.kind !== undefined){
let data7 = data2.kind;
if(!(((((data7 === "response") || (data7 === "download")) || (data7 === "upload")) || (data7 === "stream")) || (data7 === "websocket"))){
const err10 = {instancePath:instancePath+"/endpoints/" + i0+"/kind",schemaPath:"#/properties/endpoints/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.kind.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.silence !== undefined){
let data8 = data2.silence;
if(typeof data8 === "string"){
if(!pattern1.test(data8)){
const err11 = {instancePath:instancePath+"/endpoints/" + i0+"/silence",schemaPath:"#/properties/endpoints/items/properties/silence/pattern",keyword:"pattern",params:{pattern: "^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$"},message:"must match pattern \""+"^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/endpoints/" + i0+"/silence",schemaPath:"#/properties/endpoints/items/properties/silence/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.work !== undefined){
let data9 = data2.work;
if(typeof data9 === "string"){
if(!pattern1.test(data9)){
const err13 = {instancePath:instancePath+"/endpoints/" + i0+"/work",schemaPath:"#/properties/endpoints/items/properties/work/pattern",keyword:"pattern",params:{pattern: "^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$"},message:"must match pattern \""+"^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$"+"\""};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/endpoints/" + i0+"/work",schemaPath:"#/properties/endpoints/items/properties/work/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data2.idle !== undefined){
let data10 = data2.idle;
if(typeof data10 === "string"){
if(!pattern1.test(data10)){
const err15 = {instancePath:instancePath+"/endpoints/" + i0+"/idle",schemaPath:"#/properties/endpoints/items/properties/idle/pattern",keyword:"pattern",params:{pattern: "^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$"},message:"must match pattern \""+"^(\\d+(\\.\\d+)?(ms|s|m|h)){1,4}$"+"\""};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/endpoints/" + i0+"/idle",schemaPath:"#/properties/endpoints/items/properties/idle/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath:instancePath+"/endpoints/" + i0,schemaPath:"#/properties/endpoints/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/endpoints",schemaPath:"#/properties/endpoints/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.versions !== undefined){
let data11 = data.versions;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key2 in data11){
let data12 = data11[key2];
if((typeof data12 !== "string") && (!((typeof data12 == "number") && (isFinite(data12))))){
const err19 = {instancePath:instancePath+"/versions/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/versions/additionalProperties/type",keyword:"type",params:{type: schema11.properties.versions.additionalProperties.type},message:"must be string,number"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/versions",schemaPath:"#/properties/versions/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.values !== undefined){
let data13 = data.values;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key3 in data13){
let data14 = data13[key3];
if(((typeof data14 !== "string") && (!((typeof data14 == "number") && (isFinite(data14))))) && (typeof data14 !== "boolean")){
const err21 = {instancePath:instancePath+"/values/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/values/additionalProperties/type",keyword:"type",params:{type: schema11.properties.values.additionalProperties.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/values",schemaPath:"#/properties/values/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.use !== undefined){
let data15 = data.use;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key4 in data15){
if(!(((key4 === "compose") || (key4 === "helmValues")) || (key4 === "templates"))){
const err23 = {instancePath:instancePath+"/use",schemaPath:"#/properties/use/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data15.compose !== undefined){
let data16 = data15.compose;
if(Array.isArray(data16)){
const len1 = data16.length;
for(let i1=0; i1<len1; i1++){
if(typeof data16[i1] !== "string"){
const err24 = {instancePath:instancePath+"/use/compose/" + i1,schemaPath:"#/properties/use/properties/compose/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/use/compose",schemaPath:"#/properties/use/properties/compose/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data15.helmValues !== undefined){
let data18 = data15.helmValues;
if(Array.isArray(data18)){
const len2 = data18.length;
for(let i2=0; i2<len2; i2++){
if(typeof data18[i2] !== "string"){
const err26 = {instancePath:instancePath+"/use/helmValues/" + i2,schemaPath:"#/properties/use/properties/helmValues/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/use/helmValues",schemaPath:"#/properties/use/properties/helmValues/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data15.templates !== undefined){
let data20 = data15.templates;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
for(const key5 in data20){
let data21 = data20[key5];
if(((typeof data21 !== "string") && (!((typeof data21 == "number") && (isFinite(data21))))) && (typeof data21 !== "boolean")){
const err28 = {instancePath:instancePath+"/use/templates/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/use/properties/templates/additionalProperties/type",keyword:"type",params:{type: schema11.properties.use.properties.templates.additionalProperties.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/use/templates",schemaPath:"#/properties/use/properties/templates/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/use",schemaPath:"#/properties/use/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.chains !== undefined){
let data22 = data.chains;
if(Array.isArray(data22)){
const len3 = data22.length;
for(let i3=0; i3<len3; i3++){
let data23 = data22[i3];
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.via === undefined){
const err31 = {instancePath:instancePath+"/chains/" + i3,schemaPath:"#/properties/chains/items/required",keyword:"required",params:{missingProperty: "via"},message:"must have required property '"+"via"+"'"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key6 in data23){
if(!(key6 === "via")){
const err32 = {instancePath:instancePath+"/chains/" + i3,schemaPath:"#/properties/chains/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data23.via !== undefined){
let data24 = data23.via;
if(Array.isArray(data24)){
if(data24.length < 1){
const err33 = {instancePath:instancePath+"/chains/" + i3+"/via",schemaPath:"#/properties/chains/items/properties/via/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
const len4 = data24.length;
for(let i4=0; i4<len4; i4++){
let data25 = data24[i4];
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
for(const key7 in data25){
if(!(((((key7 === "client") || (key7 === "middlebox")) || (key7 === "system")) || (key7 === "layer")) || (key7 === "settings"))){
const err34 = {instancePath:instancePath+"/chains/" + i3+"/via/" + i4,schemaPath:"#/properties/chains/items/properties/via/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data25.client !== undefined){
if(typeof data25.client !== "string"){
const err35 = {instancePath:instancePath+"/chains/" + i3+"/via/" + i4+"/client",schemaPath:"#/properties/chains/items/properties/via/items/properties/client/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data25.middlebox !== undefined){
if(typeof data25.middlebox !== "string"){
const err36 = {instancePath:instancePath+"/chains/" + i3+"/via/" + i4+"/middlebox",schemaPath:"#/properties/chains/items/properties/via/items/properties/middlebox/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data25.system !== undefined){
if(typeof data25.system !== "string"){
const err37 = {instancePath:instancePath+"/chains/" + i3+"/via/" + i4+"/system",schemaPath:"#/properties/chains/items/properties/via/items/properties/system/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data25.layer !== undefined){
if(typeof data25.layer !== "string"){
const err38 = {instancePath:instancePath+"/chains/" + i3+"/via/" + i4+"/layer",schemaPath:"#/properties/chains/items/properties/via/items/properties/layer/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data25.settings !== undefined){
let data30 = data25.settings;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
for(const key8 in data30){
let data31 = data30[key8];
if(((typeof data31 !== "string") && (!((typeof data31 == "number") && (isFinite(data31))))) && (typeof data31 !== "boolean")){
const err39 = {instancePath:instancePath+"/chains/" + i3+"/via/" + i4+"/settings/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/chains/items/properties/via/items/properties/settings/additionalProperties/type",keyword:"type",params:{type: schema11.properties.chains.items.properties.via.items.properties.settings.additionalProperties.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
else {
const err40 = {instancePath:instancePath+"/chains/" + i3+"/via/" + i4+"/settings",schemaPath:"#/properties/chains/items/properties/via/items/properties/settings/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/chains/" + i3+"/via/" + i4,schemaPath:"#/properties/chains/items/properties/via/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/chains/" + i3+"/via",schemaPath:"#/properties/chains/items/properties/via/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/chains/" + i3,schemaPath:"#/properties/chains/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/chains",schemaPath:"#/properties/chains/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.rules !== undefined){
let data32 = data.rules;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
for(const key9 in data32){
if(!(func2.call(schema11.properties.rules.properties, key9))){
const err45 = {instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data32["deadline-inverted"] !== undefined){
let data33 = data32["deadline-inverted"];
if(!((((data33 === "off") || (data33 === "error")) || (data33 === "warning")) || (data33 === "info"))){
const err46 = {instancePath:instancePath+"/rules/deadline-inverted",schemaPath:"#/properties/rules/properties/deadline-inverted/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.properties["deadline-inverted"].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data32["duration-invalid"] !== undefined){
let data34 = data32["duration-invalid"];
if(!((((data34 === "off") || (data34 === "error")) || (data34 === "warning")) || (data34 === "info"))){
const err47 = {instancePath:instancePath+"/rules/duration-invalid",schemaPath:"#/properties/rules/properties/duration-invalid/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.properties["duration-invalid"].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data32["endpoint-cut"] !== undefined){
let data35 = data32["endpoint-cut"];
if(!((((data35 === "off") || (data35 === "error")) || (data35 === "warning")) || (data35 === "info"))){
const err48 = {instancePath:instancePath+"/rules/endpoint-cut",schemaPath:"#/properties/rules/properties/endpoint-cut/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.properties["endpoint-cut"].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data32["header-timeout-inverted"] !== undefined){
let data36 = data32["header-timeout-inverted"];
if(!((((data36 === "off") || (data36 === "error")) || (data36 === "warning")) || (data36 === "info"))){
const err49 = {instancePath:instancePath+"/rules/header-timeout-inverted",schemaPath:"#/properties/rules/properties/header-timeout-inverted/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.properties["header-timeout-inverted"].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data32["idle-timeout-inverted"] !== undefined){
let data37 = data32["idle-timeout-inverted"];
if(!((((data37 === "off") || (data37 === "error")) || (data37 === "warning")) || (data37 === "info"))){
const err50 = {instancePath:instancePath+"/rules/idle-timeout-inverted",schemaPath:"#/properties/rules/properties/idle-timeout-inverted/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.properties["idle-timeout-inverted"].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data32["missing-timeout"] !== undefined){
let data38 = data32["missing-timeout"];
if(!((((data38 === "off") || (data38 === "error")) || (data38 === "warning")) || (data38 === "info"))){
const err51 = {instancePath:instancePath+"/rules/missing-timeout",schemaPath:"#/properties/rules/properties/missing-timeout/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.properties["missing-timeout"].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data32["probe-kills-worker"] !== undefined){
let data39 = data32["probe-kills-worker"];
if(!((((data39 === "off") || (data39 === "error")) || (data39 === "warning")) || (data39 === "info"))){
const err52 = {instancePath:instancePath+"/rules/probe-kills-worker",schemaPath:"#/properties/rules/properties/probe-kills-worker/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.properties["probe-kills-worker"].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data32["retry-exceeds-deadline"] !== undefined){
let data40 = data32["retry-exceeds-deadline"];
if(!((((data40 === "off") || (data40 === "error")) || (data40 === "warning")) || (data40 === "info"))){
const err53 = {instancePath:instancePath+"/rules/retry-exceeds-deadline",schemaPath:"#/properties/rules/properties/retry-exceeds-deadline/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.properties["retry-exceeds-deadline"].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data32["setting-ineffective"] !== undefined){
let data41 = data32["setting-ineffective"];
if(!((((data41 === "off") || (data41 === "error")) || (data41 === "warning")) || (data41 === "info"))){
const err54 = {instancePath:instancePath+"/rules/setting-ineffective",schemaPath:"#/properties/rules/properties/setting-ineffective/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.properties["setting-ineffective"].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data32["silent-drop"] !== undefined){
let data42 = data32["silent-drop"];
if(!((((data42 === "off") || (data42 === "error")) || (data42 === "warning")) || (data42 === "info"))){
const err55 = {instancePath:instancePath+"/rules/silent-drop",schemaPath:"#/properties/rules/properties/silent-drop/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.properties["silent-drop"].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data32["stop-order"] !== undefined){
let data43 = data32["stop-order"];
if(!((((data43 === "off") || (data43 === "error")) || (data43 === "warning")) || (data43 === "info"))){
const err56 = {instancePath:instancePath+"/rules/stop-order",schemaPath:"#/properties/rules/properties/stop-order/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.properties["stop-order"].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data32["unit-suspect"] !== undefined){
let data44 = data32["unit-suspect"];
if(!((((data44 === "off") || (data44 === "error")) || (data44 === "warning")) || (data44 === "info"))){
const err57 = {instancePath:instancePath+"/rules/unit-suspect",schemaPath:"#/properties/rules/properties/unit-suspect/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.properties["unit-suspect"].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
else {
const err58 = {instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data.ignore !== undefined){
let data45 = data.ignore;
if(Array.isArray(data45)){
const len5 = data45.length;
for(let i5=0; i5<len5; i5++){
if(typeof data45[i5] !== "string"){
const err59 = {instancePath:instancePath+"/ignore/" + i5,schemaPath:"#/properties/ignore/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/ignore",schemaPath:"#/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
else {
const err61 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

export const allowedKeys = {
  "#/additionalProperties": [
    "$schema",
    "endpoints",
    "versions",
    "values",
    "use",
    "chains",
    "rules",
    "ignore"
  ],
  "#/properties/endpoints/items/additionalProperties": [
    "path",
    "host",
    "method",
    "duration",
    "kind",
    "silence",
    "work",
    "idle"
  ],
  "#/properties/use/additionalProperties": [
    "compose",
    "helmValues",
    "templates"
  ],
  "#/properties/chains/items/additionalProperties": [
    "via"
  ],
  "#/properties/chains/items/properties/via/items/additionalProperties": [
    "client",
    "middlebox",
    "system",
    "layer",
    "settings"
  ],
  "#/properties/rules/additionalProperties": [
    "deadline-inverted",
    "duration-invalid",
    "endpoint-cut",
    "header-timeout-inverted",
    "idle-timeout-inverted",
    "missing-timeout",
    "probe-kills-worker",
    "retry-exceeds-deadline",
    "setting-ineffective",
    "silent-drop",
    "stop-order",
    "unit-suspect"
  ]
};
