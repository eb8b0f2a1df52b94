import{A as bt,B as qt,C as Te,D as me,F as xt,G as yt,I as _t,J as jt,K as Yt,L as Tt,N as Pa,O as wa,P as Fa,R as ka,S as ae,b as Ra,c as Aa,g as Da,h as Ca,l as pt,m as In,p as ne,q as Ye,r as La,s as W,t as le,u as $e,x as _e,y as Vt,z as Xt}from"./chunk-CMAN2OIS.js";import{a as $t,c as Ia,d as za}from"./chunk-3RDIGGK7.js";import{b as je}from"./chunk-SQE76S5B.js";function Qt(n,r){(r==null||r>n.length)&&(r=n.length);for(var t=0,e=Array(r);t<r;t++)e[t]=n[t];return e}function Jt(n,r){if(n){if(typeof n=="string")return Qt(n,r);var t={}.toString.call(n).slice(8,-1);return t==="Object"&&n.constructor&&(t=n.constructor.name),t==="Map"||t==="Set"?Array.from(n):t==="Arguments"||/^(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array$/.test(t)?Qt(n,r):void 0}}function Qi(n){if(Array.isArray(n))return n}function Ji(n,r){var t=n==null?null:typeof Symbol<"u"&&n[Symbol.iterator]||n["@@iterator"];if(t!=null){var e,a,i,o,s=[],l=!0,d=!1;try{if(i=(t=t.call(n)).next,r===0){if(Object(t)!==t)return;l=!1}else for(;!(l=(e=i.call(t)).done)&&(s.push(e.value),s.length!==r);l=!0);}catch(u){d=!0,a=u}finally{try{if(!l&&t.return!=null&&(o=t.return(),Object(o)!==o))return}finally{if(d)throw a}}return s}}function eo(){throw new TypeError(`Invalid attempt to destructure non-iterable instance.
In order to be iterable, non-array objects must have a [Symbol.iterator]() method.`)}function K(n,r){return Qi(n)||Ji(n,r)||Jt(n,r)||eo()}function G(n,r){var t=typeof Symbol<"u"&&n[Symbol.iterator]||n["@@iterator"];if(!t){if(Array.isArray(n)||(t=Jt(n))||r&&n&&typeof n.length=="number"){t&&(n=t);var e=0,a=function(){};return{s:a,n:function(){return e>=n.length?{done:!0}:{done:!1,value:n[e++]}},e:function(l){throw l},f:a}}throw new TypeError(`Invalid attempt to iterate non-iterable instance.
In order to be iterable, non-array objects must have a [Symbol.iterator]() method.`)}var i,o=!0,s=!1;return{s:function(){t=t.call(n)},n:function(){var l=t.next();return o=l.done,l},e:function(l){s=!0,i=l},f:function(){try{o||t.return==null||t.return()}finally{if(s)throw i}}}}function de(){return Float32Array.of(1,0,0,0,1,0,0,0,1)}function Kt(n,r,t){return n[0]=r,n[4]=typeof t=="number"?t:r,n}function Na(n,r){var t=Math.sin(r),e=Math.cos(r);return n[0]=e,n[1]=t,n[3]=-t,n[4]=e,n}function Ma(n,r,t){return n[6]=r,n[7]=t,n}function Re(n,r){var t=n[0],e=n[1],a=n[2],i=n[3],o=n[4],s=n[5],l=n[6],d=n[7],u=n[8],c=r[0],v=r[1],f=r[2],h=r[3],p=r[4],m=r[5],g=r[6],b=r[7],x=r[8];return n[0]=c*t+v*i+f*l,n[1]=c*e+v*o+f*d,n[2]=c*a+v*s+f*u,n[3]=h*t+p*i+m*l,n[4]=h*e+p*o+m*d,n[5]=h*a+p*s+m*u,n[6]=g*t+b*i+x*l,n[7]=g*e+b*o+x*d,n[8]=g*a+b*s+x*u,n}function zn(n,r){var t=Math.cos(r),e=Math.sin(r);return{x:t*n.x+e*n.y,y:-e*n.x+t*n.y}}function Ze(n,r){var t=arguments.length>2&&arguments[2]!==void 0?arguments[2]:1,e=n[0],a=n[1],i=n[3],o=n[4],s=n[6],l=n[7],d=r.x,u=r.y;return{x:d*e+u*i+s*t,y:d*a+u*o+l*t}}function to(n,r){var t=n.height/n.width,e=r.height/r.width;return t<1&&e>1||t>1&&e<1?1:Math.min(Math.max(e,1/e),Math.max(1/t,t))}function Ae(n,r,t,e,a){var i=n.angle,o=n.ratio,s=n.x,l=n.y,d=r.width,u=r.height,c=de(),v=Math.min(d,u)-2*e,f=to(r,t);return a?(Re(c,Ma(de(),s,l)),Re(c,Kt(de(),o)),Re(c,Na(de(),i)),Re(c,Kt(de(),d/v/2/f,u/v/2/f))):(Re(c,Kt(de(),2*(v/d)*f,2*(v/u)*f)),Re(c,Na(de(),-i)),Re(c,Kt(de(),1/o)),Re(c,Ma(de(),-s,-l))),c}function Ga(n,r,t){var e=Ze(n,{x:Math.cos(r.angle),y:Math.sin(r.angle)},0),a=e.x,i=e.y;return 1/Math.sqrt(Math.pow(a,2)+Math.pow(i,2))/t.width}function Nn(n,r,t,e,a){var i=Math.floor(r/a*e),o=Math.floor(n.drawingBufferHeight/a-t/a*e);return[i,o]}var Et={black:"#000000",silver:"#C0C0C0",gray:"#808080",grey:"#808080",white:"#FFFFFF",maroon:"#800000",red:"#FF0000",purple:"#800080",fuchsia:"#FF00FF",green:"#008000",lime:"#00FF00",olive:"#808000",yellow:"#FFFF00",navy:"#000080",blue:"#0000FF",teal:"#008080",aqua:"#00FFFF",darkblue:"#00008B",mediumblue:"#0000CD",darkgreen:"#006400",darkcyan:"#008B8B",deepskyblue:"#00BFFF",darkturquoise:"#00CED1",mediumspringgreen:"#00FA9A",springgreen:"#00FF7F",cyan:"#00FFFF",midnightblue:"#191970",dodgerblue:"#1E90FF",lightseagreen:"#20B2AA",forestgreen:"#228B22",seagreen:"#2E8B57",darkslategray:"#2F4F4F",darkslategrey:"#2F4F4F",limegreen:"#32CD32",mediumseagreen:"#3CB371",turquoise:"#40E0D0",royalblue:"#4169E1",steelblue:"#4682B4",darkslateblue:"#483D8B",mediumturquoise:"#48D1CC",indigo:"#4B0082",darkolivegreen:"#556B2F",cadetblue:"#5F9EA0",cornflowerblue:"#6495ED",rebeccapurple:"#663399",mediumaquamarine:"#66CDAA",dimgray:"#696969",dimgrey:"#696969",slateblue:"#6A5ACD",olivedrab:"#6B8E23",slategray:"#708090",slategrey:"#708090",lightslategray:"#778899",lightslategrey:"#778899",mediumslateblue:"#7B68EE",lawngreen:"#7CFC00",chartreuse:"#7FFF00",aquamarine:"#7FFFD4",skyblue:"#87CEEB",lightskyblue:"#87CEFA",blueviolet:"#8A2BE2",darkred:"#8B0000",darkmagenta:"#8B008B",saddlebrown:"#8B4513",darkseagreen:"#8FBC8F",lightgreen:"#90EE90",mediumpurple:"#9370DB",darkviolet:"#9400D3",palegreen:"#98FB98",darkorchid:"#9932CC",yellowgreen:"#9ACD32",sienna:"#A0522D",brown:"#A52A2A",darkgray:"#A9A9A9",darkgrey:"#A9A9A9",lightblue:"#ADD8E6",greenyellow:"#ADFF2F",paleturquoise:"#AFEEEE",lightsteelblue:"#B0C4DE",powderblue:"#B0E0E6",firebrick:"#B22222",darkgoldenrod:"#B8860B",mediumorchid:"#BA55D3",rosybrown:"#BC8F8F",darkkhaki:"#BDB76B",mediumvioletred:"#C71585",indianred:"#CD5C5C",peru:"#CD853F",chocolate:"#D2691E",tan:"#D2B48C",lightgray:"#D3D3D3",lightgrey:"#D3D3D3",thistle:"#D8BFD8",orchid:"#DA70D6",goldenrod:"#DAA520",palevioletred:"#DB7093",crimson:"#DC143C",gainsboro:"#DCDCDC",plum:"#DDA0DD",burlywood:"#DEB887",lightcyan:"#E0FFFF",lavender:"#E6E6FA",darksalmon:"#E9967A",violet:"#EE82EE",palegoldenrod:"#EEE8AA",lightcoral:"#F08080",khaki:"#F0E68C",aliceblue:"#F0F8FF",honeydew:"#F0FFF0",azure:"#F0FFFF",sandybrown:"#F4A460",wheat:"#F5DEB3",beige:"#F5F5DC",whitesmoke:"#F5F5F5",mintcream:"#F5FFFA",ghostwhite:"#F8F8FF",salmon:"#FA8072",antiquewhite:"#FAEBD7",linen:"#FAF0E6",lightgoldenrodyellow:"#FAFAD2",oldlace:"#FDF5E6",magenta:"#FF00FF",deeppink:"#FF1493",orangered:"#FF4500",tomato:"#FF6347",hotpink:"#FF69B4",coral:"#FF7F50",darkorange:"#FF8C00",lightsalmon:"#FFA07A",orange:"#FFA500",lightpink:"#FFB6C1",pink:"#FFC0CB",gold:"#FFD700",peachpuff:"#FFDAB9",navajowhite:"#FFDEAD",moccasin:"#FFE4B5",bisque:"#FFE4C4",mistyrose:"#FFE4E1",blanchedalmond:"#FFEBCD",papayawhip:"#FFEFD5",lavenderblush:"#FFF0F5",seashell:"#FFF5EE",cornsilk:"#FFF8DC",lemonchiffon:"#FFFACD",floralwhite:"#FFFAF0",snow:"#FFFAFA",lightyellow:"#FFFFE0",ivory:"#FFFFF0"},Ba=new Int8Array(4),Zt=new Int32Array(Ba.buffer,0,1),Wa=new Float32Array(Ba.buffer,0,1),no=/^\s*rgba?\s*\(/,ao=/^\s*rgba?\s*\(\s*([0-9]*)\s*,\s*([0-9]*)\s*,\s*([0-9]*)(?:\s*,\s*(.*)?)?\)\s*$/;function en(n){var r=0,t=0,e=0,a=1,i=n.toLowerCase();if(i==="transparent")return{r:0,g:0,b:0,a:0};if(i in Et)return en(Et[i]);if(n[0]==="#")n.length===4?(r=parseInt(n.charAt(1)+n.charAt(1),16),t=parseInt(n.charAt(2)+n.charAt(2),16),e=parseInt(n.charAt(3)+n.charAt(3),16)):(r=parseInt(n.charAt(1)+n.charAt(2),16),t=parseInt(n.charAt(3)+n.charAt(4),16),e=parseInt(n.charAt(5)+n.charAt(6),16)),n.length===9&&(a=parseInt(n.charAt(7)+n.charAt(8),16)/255);else if(no.test(n)){var o=n.match(ao);o&&(r=+o[1],t=+o[2],e=+o[3],o[4]&&(a=+o[4]))}return{r,g:t,b:e,a}}function Oa(n){var r=arguments.length>1&&arguments[1]!==void 0?arguments[1]:!1,t=en(n),e=t.r,a=t.g,i=t.b,o=t.a;return r?[e/255*o,a/255*o,i/255*o,o]:[e/255,a/255,i/255,o]}var Ke={};for(St in Et)Ke[St]=ue(Et[St]),Ke[Et[St]]=Ke[St];var St;function ro(n,r,t,e,a){return Zt[0]=e<<24|t<<16|r<<8|n,a&&(Zt[0]=Zt[0]&4278190079),Wa[0]}function ue(n){if(n=n.toLowerCase(),typeof Ke[n]<"u")return Ke[n];var r=en(n),t=r.r,e=r.g,a=r.b,i=r.a;i=i*255|0;var o=ro(t,e,a,i,!0);return Ke[n]=o,o}function De(n,r){Wa[0]=ue(n);var t=Zt[0];r&&(t=t|16777216);var e=t&255,a=t>>8&255,i=t>>16&255,o=t>>24&255;return[e,a,i,o]}function Qe(n){var r=n>>>8&255,t=n>>>16&255,e=n>>>24&255,a=n&255;return(a<<24|e<<16|t<<8|r)>>>0}function Mn(n,r,t,e){return(t<<24|r<<16|n<<8|e)>>>0}function Ua(n,r,t,e,a,i){var o=Nn(n,t,e,a,i),s=K(o,2),l=s[0],d=s[1],u=new Uint8Array(4);n.bindFramebuffer(n.FRAMEBUFFER,r),n.readPixels(l,d,1,1,n.RGBA,n.UNSIGNED_BYTE,u);var c=K(u,4),v=c[0],f=c[1],h=c[2],p=c[3];return[v,f,h,p]}function Ha(n){var r=en(n),t=r.r,e=r.g,a=r.b,i=r.a,o=(t/255).toFixed(6),s=(e/255).toFixed(6),l=(a/255).toFixed(6),d=i.toFixed(6);return"vec4(".concat(o,", ").concat(s,", ").concat(l,", ").concat(d,")")}function io(n,r){if(typeof n!="object"||!n)return n;var t=n[Symbol.toPrimitive];if(t!==void 0){var e=t.call(n,r||"default");if(typeof e!="object")return e;throw new TypeError("@@toPrimitive must return a primitive value.")}return(r==="string"?String:Number)(n)}function qa(n){var r=io(n,"string");return typeof r=="symbol"?r:r+""}function E(n,r,t){return(r=qa(r))in n?Object.defineProperty(n,r,{value:t,enumerable:!0,configurable:!0,writable:!0}):n[r]=t,n}function Va(n,r){var t=Object.keys(n);if(Object.getOwnPropertySymbols){var e=Object.getOwnPropertySymbols(n);r&&(e=e.filter(function(a){return Object.getOwnPropertyDescriptor(n,a).enumerable})),t.push.apply(t,e)}return t}function B(n){for(var r=1;r<arguments.length;r++){var t=arguments[r]!=null?arguments[r]:{};r%2?Va(Object(t),!0).forEach(function(e){E(n,e,t[e])}):Object.getOwnPropertyDescriptors?Object.defineProperties(n,Object.getOwnPropertyDescriptors(t)):Va(Object(t)).forEach(function(e){Object.defineProperty(n,e,Object.getOwnPropertyDescriptor(t,e))})}return n}function Y(n,r){if(!(n instanceof r))throw new TypeError("Cannot call a class as a function")}function Xa(n,r){for(var t=0;t<r.length;t++){var e=r[t];e.enumerable=e.enumerable||!1,e.configurable=!0,"value"in e&&(e.writable=!0),Object.defineProperty(n,qa(e.key),e)}}function $(n,r,t){return r&&Xa(n.prototype,r),t&&Xa(n,t),Object.defineProperty(n,"prototype",{writable:!1}),n}function ze(n){return ze=Object.setPrototypeOf?Object.getPrototypeOf.bind():function(r){return r.__proto__||Object.getPrototypeOf(r)},ze(n)}function ja(){try{var n=!Boolean.prototype.valueOf.call(Reflect.construct(Boolean,[],function(){}))}catch{}return(ja=function(){return!!n})()}function oo(n){if(n===void 0)throw new ReferenceError("this hasn't been initialised - super() hasn't been called");return n}function so(n,r){if(r&&(typeof r=="object"||typeof r=="function"))return r;if(r!==void 0)throw new TypeError("Derived constructors may only return object or undefined");return oo(n)}function Z(n,r,t){return r=ze(r),so(n,ja()?Reflect.construct(r,t||[],ze(n).constructor):r.apply(n,t))}function Gn(n,r){return Gn=Object.setPrototypeOf?Object.setPrototypeOf.bind():function(t,e){return t.__proto__=e,t},Gn(n,r)}function Q(n,r){if(typeof r!="function"&&r!==null)throw new TypeError("Super expression must either be null or a function");n.prototype=Object.create(r&&r.prototype,{constructor:{value:n,writable:!0,configurable:!0}}),Object.defineProperty(n,"prototype",{writable:!1}),r&&Gn(n,r)}function lo(n){if(Array.isArray(n))return Qt(n)}function uo(n){if(typeof Symbol<"u"&&n[Symbol.iterator]!=null||n["@@iterator"]!=null)return Array.from(n)}function co(){throw new TypeError(`Invalid attempt to spread non-iterable instance.
In order to be iterable, non-array objects must have a [Symbol.iterator]() method.`)}function H(n){return lo(n)||uo(n)||Jt(n)||co()}function j(n){"@babel/helpers - typeof";return j=typeof Symbol=="function"&&typeof Symbol.iterator=="symbol"?function(r){return typeof r}:function(r){return r&&typeof Symbol=="function"&&r.constructor===Symbol&&r!==Symbol.prototype?"symbol":typeof r},j(n)}function ge(n){return j(n)==="object"&&n!==null&&"attribute"in n}function Rt(){var n=`
float sdf_circle(vec2 uv, float size) {
  return length(uv) - size;
}
`;return{name:"circle",glsl:n,uniforms:[]}}function Bn(n){var r,t=WebGL2RenderingContext,e=t.UNSIGNED_BYTE,a=(r=n?.color)!==null&&r!==void 0?r:{attribute:"color"};if(!ge(a)){var i=a,o=`
vec4 layer_fill() {
  return `.concat(Ha(i),`;
}
`);return{name:"fill",uniforms:[],attributes:[],glsl:o}}var s=a.attribute,l=`
vec4 layer_fill(vec4 v_fillColor) {
  return v_fillColor;
}
`;return{name:"fill",uniforms:[],attributes:[{name:"fillColor",size:4,type:e,normalized:!0,source:s}],glsl:l}}function At(n,r){if(typeof n=="string"){var t=Oa(n).map(function(d){return d.toFixed(6)}),e=K(t,4),a=e[0],i=e[1],o=e[2],s=e[3];return{glsl:"vec4(".concat(a,", ").concat(i,", ").concat(o,", ").concat(s,")"),attributes:[],needsNodeColors:!1}}if("node"in n&&n.node)return{glsl:n.node==="source"?"v_sourceColor":"v_targetColor",attributes:[],needsNodeColors:!0};var l=n;return{glsl:"v_".concat(r),attributes:[{name:"a_".concat(r),size:4,type:WebGL2RenderingContext.UNSIGNED_BYTE,normalized:!0,source:l.attribute,defaultValue:l.default}],needsNodeColors:!1}}function pe(n){var r=n?.color;if(r===void 0){var t=`
// Plain solid color layer
vec4 layer_plain(EdgeContext ctx) {
  return v_color;
}
`;return{name:"plain",glsl:t,uniforms:[],attributes:[]}}var e=At(r,"plainColor"),a=`
// Plain solid color layer
vec4 layer_plain(EdgeContext ctx) {
  return `.concat(e.glsl,`;
}
`);return{name:"plain",glsl:a,uniforms:[],attributes:e.attributes,needsNodeColors:e.needsNodeColors}}function Dt(){var n=`
// Position at parameter t ∈ [0, 1]
vec2 path_straight_position(float t, vec2 source, vec2 target) {
  return mix(source, target, t);
}

// Total length of the path (analytical - more efficient than sampling)
float path_straight_length(vec2 source, vec2 target) {
  return length(target - source);
}
`;return{name:"straight",segments:1,minBodyLengthRatio:0,linearParameterization:!0,glsl:n,uniforms:[],attributes:[]}}function Wn(n){var r=n??{},t=r.segments,e=t===void 0?32:t,a=`
const float LOOP_PI = 3.141592653589793;

float loopWorldRadius() {
  float nodeWorldRadius = v_sourceNodeSize * u_correctionRatio / u_sizeRatio;
  return max(v_loopRadius * nodeWorldRadius, 0.001);
}

// Cubic Bézier with P0 = P3 = source.
// Control points extend outward orthogonal to the node surface at exit/entry angles.
vec2 path_loop_position(float t, vec2 source, vec2 target) {
  float R = loopWorldRadius();
  float angle = v_loopAngle + (v_loopFixedOrientation > 0.5 ? u_cameraAngle : 0.0);
  float halfSpread = v_loopSpread * 0.5;

  float exitAngle = angle - halfSpread;
  float entryAngle = angle + halfSpread;

  // Control point distance: at t=0.5 the Bézier reaches 0.75 * cpDist * cos(halfSpread)
  // from source. Solve for cpDist so the loop tip reaches exactly R.
  float cpDist = R / (0.75 * cos(halfSpread));

  vec2 cp1 = source + cpDist * vec2(cos(exitAngle), sin(exitAngle));
  vec2 cp2 = source + cpDist * vec2(cos(entryAngle), sin(entryAngle));

  float u = 1.0 - t;
  vec2 d1 = cp1 - source;
  vec2 d2 = cp2 - source;
  return source + 3.0 * t * u * (u * d1 + t * d2);
}

// Approximate arc length via chord sampling
float path_loop_length(vec2 source, vec2 target) {
  float len = 0.0;
  vec2 prev = path_loop_position(0.0, source, target);
  const int STEPS = 16;
  for (int i = 1; i <= STEPS; i++) {
    float t = float(i) / float(STEPS);
    vec2 cur = path_loop_position(t, source, target);
    len += length(cur - prev);
    prev = cur;
  }
  return len;
}
`;return{name:"loop",segments:e,glsl:a,needsNodeSize:!0,uniforms:[],attributes:[{name:"loopRadius",size:1,type:WebGL2RenderingContext.FLOAT},{name:"loopAngle",size:1,type:WebGL2RenderingContext.FLOAT},{name:"loopSpread",size:1,type:WebGL2RenderingContext.FLOAT},{name:"loopFixedOrientation",size:1,type:WebGL2RenderingContext.FLOAT}],variables:{loopRadius:{type:"number",default:4},loopAngle:{type:"number",default:Math.PI/4},loopSpread:{type:"number",default:80*Math.PI/180},loopFixedOrientation:{type:"number",default:0}},spread:{variable:"loopRadius",compute:function(o){return o+4}}}}var Ja=je($t());function Ya(n){return j(n)==="object"&&"glsl"in n&&!("attributes"in n)}function $a(n){return j(n)==="object"&&"glsl"in n&&!("attributes"in n)}var Ct={shapes:[Rt()],variables:{},layers:[Bn()],label:{},backdrop:{},labelAttachments:{}},Je={paths:[Dt(),Wn()],extremities:[],variables:{},layers:[pe()],defaultHead:"none",defaultTail:"none",label:{}},tn=["nodes","topNodes"],nn=["edges","topEdges"],an=[].concat(nn,tn),Ka={nodes:Ct,edges:Je,depthLayers:H(an)};var ho=function(r){return r},fo=function(r){return r*r},go=function(r){return r*(2-r)},vo=function(r){return(r*=2)<1?.5*r*r:-.5*(--r*(r-2)-1)},mo=function(r){return r*r*r},po=function(r){return--r*r*r+1},bo=function(r){return(r*=2)<1?.5*r*r*r:.5*((r-=2)*r*r+2)},xo=function(r){return r===0?0:Math.pow(2,10*(r-1))},yo=function(r){return r===1?1:1-Math.pow(2,-10*r)},_o=function(r){return r===0?0:r===1?1:r<.5?Math.pow(2,10*(2*r-1))/2:(2-Math.pow(2,-10*(2*r-1)))/2},On={linear:ho,quadraticIn:fo,quadraticOut:go,quadraticInOut:vo,cubicIn:mo,cubicOut:po,cubicInOut:bo,exponentialIn:xo,exponentialOut:yo,exponentialInOut:_o};function rn(n){return n?typeof n=="function"?n:On[n]:On.linear}function Hn(n){return j(n)==="object"&&n!==null&&"attribute"in n}function er(n){return typeof n=="function"}function tr(n){return j(n)==="object"&&n!==null&&"when"in n&&typeof n.when=="function"&&"then"in n}function nr(n){return j(n)==="object"&&n!==null&&"whenState"in n&&"then"in n}function ar(n){return j(n)==="object"&&n!==null&&"whenData"in n&&"then"in n}var To={isHovered:!1,isLabelHovered:!1,isHidden:!1,isHighlighted:!1,isDragged:!1},So={isHovered:!1,isLabelHovered:!1,isHidden:!1,isHighlighted:!1,parallelIndex:0,parallelCount:1},Eo={isIdle:!0,isPanning:!1,isZooming:!1,isDragging:!1,hasHovered:!1,hasHighlighted:!1};function rr(n){return B(B({},To),n)}function ir(n){return B(B({},So),n)}function Vn(n){return B(B({},Eo),n)}var Ro={x:{attribute:"x"},y:{attribute:"y"},size:{whenState:"isHovered",then:{attribute:"size",defaultValue:12},else:{attribute:"size",defaultValue:10}},color:{attribute:"color",defaultValue:"#666"},label:{attribute:"label"},visibility:{whenState:"isHidden",then:"hidden",else:"visible"},labelVisibility:{whenState:"isHovered",then:"visible",else:"auto"},backdropVisibility:{whenState:"isHovered",then:"visible",else:"hidden"},backdropColor:"#ffffff",backdropShadowColor:"rgba(0, 0, 0, 0.5)",backdropShadowBlur:12,backdropPadding:6},Ao={size:{attribute:"size",defaultValue:1},color:{attribute:"color",defaultValue:"#ccc"},label:{attribute:"label"},visibility:{whenState:"isHidden",then:"hidden",else:"visible"}};var Ce={nodes:B(B({},Ro),{},{depth:{whenState:"isHovered",then:"topNodes",else:"nodes"}}),edges:B(B({},Ao),{},{depth:{whenState:["isHighlighted","isHovered"],then:"topEdges",else:"edges"}})};function Do(n){return"min"in n||"max"in n||"minValue"in n||"maxValue"in n||"easing"in n}function Co(n){return"dict"in n}function sn(n,r){return typeof n=="string"?r[n]===!0:Array.isArray(n)?n.every(function(t){return r[t]===!0}):j(n)==="object"&&n!==null?Object.entries(n).every(function(t){var e=K(t,2),a=e[0],i=e[1];return r[a]===i}):!1}function Lo(n,r){var t=r[n.attribute];return t===void 0?n.defaultValue:t}function Po(n,r,t){var e,a,i,o,s=r[n.attribute];if(s===void 0)return n.defaultValue;var l=Number(s);if(isNaN(l))return n.defaultValue;if(n.min===void 0&&n.max===void 0)return l;var d=(e=n.minValue)!==null&&e!==void 0?e:l,u=(a=n.maxValue)!==null&&a!==void 0?a:l;if(u===d){var c;return(c=n.min)!==null&&c!==void 0?c:l}var v=(l-d)/(u-d);v=Math.max(0,Math.min(1,v));var f=rn(n.easing);v=f(v);var h=(i=n.min)!==null&&i!==void 0?i:0,p=(o=n.max)!==null&&o!==void 0?o:1;return h+v*(p-h)}function wo(n,r){var t=r[n.attribute];if(t===void 0)return n.defaultValue;var e=String(t);return e in n.dict?n.dict[e]:n.defaultValue}function Fo(n,r,t){return Co(n)?wo(n,r):Do(n)?Po(n,r):Lo(n,r)}function or(n,r){return typeof n=="string"?!!r[n]:Array.isArray(n)?n.every(function(t){return!!r[t]}):j(n)==="object"&&n!==null?Object.entries(n).every(function(t){var e=K(t,2),a=e[0],i=e[1];return r[a]===i}):!1}function on(n,r,t,e,a,i){if(n==null)return i;if(j(n)!=="object"&&typeof n!="function")return n;if(tr(n)){var o=n.when(r,t,e,a)?n.then:n.else;return o===void 0?i:on(o,r,t,e,a,i)}if(nr(n)){var s=sn(n.whenState,t)?n.then:n.else;return s===void 0?i:on(s,r,t,e,a,i)}if(ar(n)){var l=or(n.whenData,r)?n.then:n.else;return l===void 0?i:on(l,r,t,e,a,i)}if(er(n)){var d=n(r,t,e,a);return d??i}if(Hn(n)){var u=Fo(n,r);return u??i}return n}function ve(n){if(n==null)return"static";if(tr(n))return"graph-state";if(nr(n)){var r=ve(n.then),t=n.else!==void 0?ve(n.else):"static";return ce("item-state",ce(r,t))}if(ar(n)){var e=ve(n.then),a=n.else!==void 0?ve(n.else):"static";return ce(e,a)}return er(n)?"graph-state":(Hn(n),"static")}function ce(n,r){return n==="graph-state"||r==="graph-state"?"graph-state":n==="item-state"||r==="item-state"?"item-state":"static"}function Xn(n){if(!n)return{dependency:"static",xAttribute:null,yAttribute:null};var r=Array.isArray(n)?n:[n],t="static",e=null,a=null,i=G(r),o;try{for(i.s();!(o=i.n()).done;){var s=o.value;if("matchData"in s&&"cases"in s)for(var l=s.cases,d=0,u=Object.values(l);d<u.length;d++)for(var c=u[d],v=0,f=Object.values(c);v<f.length;v++){var h=f[v];t=ce(t,ve(h))}else if("matchState"in s&&"cases"in s){t=ce(t,"item-state");for(var p=s.cases,m=0,g=Object.values(p);m<g.length;m++)for(var b=g[m],x=0,_=Object.values(b);x<_.length;x++){var y=_[x];t=ce(t,ve(y))}}else if("when"in s&&"then"in s)t="graph-state";else if("whenState"in s){t=ce(t,"item-state");var T=s.then;if(T&&j(T)==="object")for(var D=0,A=Object.values(T);D<A.length;D++){var F=A[D];t=ce(t,ve(F))}var L=s.else;if(L&&j(L)==="object")for(var N=0,C=Object.values(L);N<C.length;N++){var k=C[N];t=ce(t,ve(k))}}else if("whenData"in s){var S=s.then;if(S&&j(S)==="object")for(var R=0,I=Object.values(S);R<I.length;R++){var z=I[R];t=ce(t,ve(z))}var P=s.else;if(P&&j(P)==="object")for(var w=0,M=Object.values(P);w<M.length;w++){var U=M[w];t=ce(t,ve(U))}}else for(var O=0,q=Object.entries(s);O<q.length;O++){var V=K(q[O],2),X=V[0],fe=V[1];if(!jn.has(X)&&(t=ce(t,ve(fe)),(X==="x"||X==="y")&&Hn(fe))){var re=fe.attribute;X==="x"&&!e&&(e=re),X==="y"&&!a&&(a=re)}}}}catch(ye){i.e(ye)}finally{i.f()}return{dependency:t,xAttribute:e,yAttribute:a}}var Se={size:10,color:"#666",opacity:1,shape:"circle",rotationAlignment:"viewport",labelRotationAlignment:"viewport",visibility:"visible",depth:"nodes",zIndex:0,label:"",labelColor:"#000",labelSize:12,labelFont:"sans-serif",labelVisibility:"auto",labelPosition:"right",labelAngle:0,labelDepth:"nodes",backdropVisibility:"hidden",backdropColor:"transparent",backdropShadowColor:"transparent",backdropShadowBlur:0,backdropPadding:0,backdropBorderColor:"transparent",backdropBorderWidth:0,backdropCornerRadius:0,backdropLabelPadding:-1,backdropArea:"both",labelAttachment:null,labelAttachmentPlacement:"below"},qn={size:1,color:"#ccc",opacity:1,path:"straight",selfLoopPath:"loop",parallelSpread:.25,tail:"none",head:"none",visibility:"visible",depth:"edges",zIndex:0,label:"",labelColor:"#666",labelVisibility:"auto",labelDepth:"edges"},jn=new Set(["when","whenState","whenData","then","else"]),Za=Object.keys(Se),ko=Object.values(Se),Qa=Object.keys(qn),Io=Object.values(qn);function et(n,r,t,e,a,i,o){for(var s in r){var l;if(!jn.has(s)){var d=(l=n[s])!==null&&l!==void 0?l:o[s];n[s]=on(r[s],t,e,a,i,d)}}"depth"in r&&!("labelDepth"in r)&&(n.labelDepth=n.depth)}function sr(n,r,t,e,a,i,o){var s=G(r),l;try{for(s.s();!(l=s.n()).done;){var d=l.value;if("matchData"in d&&"cases"in d){var u,c=String((u=t[d.matchData])!==null&&u!==void 0?u:""),v=d.cases;c in v&&et(n,v[c],t,e,a,i,o)}else if("matchState"in d&&"cases"in d){var f,h=String((f=e[d.matchState])!==null&&f!==void 0?f:""),p=d.cases;h in p&&et(n,p[h],t,e,a,i,o)}else if("when"in d&&"then"in d){var m=d.when;if(!m(t,e,a,i))continue;et(n,d.then,t,e,a,i,o)}else if("whenState"in d&&"then"in d){if(!sn(d.whenState,e))continue;et(n,d.then,t,e,a,i,o)}else if("whenData"in d&&"then"in d){if(!or(d.whenData,t))continue;et(n,d.then,t,e,a,i,o)}else et(n,d,t,e,a,i,o)}}catch(g){s.e(g)}finally{s.f()}}function Yn(n,r,t,e,a,i){for(var o=i||{},s=o,l=0,d=Za.length;l<d;l++)s[Za[l]]=ko[l];if(s.x=void 0,s.y=void 0,s.labelBackgroundColor=void 0,s.labelBackgroundPadding=void 0,s.labelCursor=void 0,!n){var u,c,v,f,h;return s.x=(u=r.x)!==null&&u!==void 0?u:0,s.y=(c=r.y)!==null&&c!==void 0?c:0,o.size=(v=r.size)!==null&&v!==void 0?v:10,o.color=(f=r.color)!==null&&f!==void 0?f:"#666",o.label=(h=r.label)!==null&&h!==void 0?h:"",o}var p=Array.isArray(n)?n:[n];return sr(s,p,r,t,e,a,Se),o}function $n(n,r,t,e,a,i){for(var o=i||{},s=o,l=0,d=Qa.length;l<d;l++)s[Qa[l]]=Io[l];if(!n){var u,c,v;return o.size=(u=r.size)!==null&&u!==void 0?u:1,o.color=(c=r.color)!==null&&c!==void 0?c:"#ccc",o.label=(v=r.label)!==null&&v!==void 0?v:"",o}var f=Array.isArray(n)?n:[n];return sr(s,f,r,t,e,a,qn),typeof s.labelPosition=="number"&&(s.labelPosition=void 0),o}function zo(n,r,t){var e,a;if(n==null)return t;if(typeof n=="function")return(e=n(r))!==null&&e!==void 0?e:t;if(j(n)==="object"&&"when"in n){var i,o=n,s=o.when(r),l=s?o.then:o.else;return l===void 0?t:typeof l=="function"?(i=l(r))!==null&&i!==void 0?i:t:l??t}if(j(n)==="object"&&"whenState"in n){var d,u=n,c=sn(u.whenState,r),v=c?u.then:u.else;return v===void 0?t:typeof v=="function"?(d=v(r))!==null&&d!==void 0?d:t:v??t}return(a=n)!==null&&a!==void 0?a:t}function Kn(n,r){var t={};if(!n)return t;var e=Array.isArray(n)?n:[n],a=G(e),i;try{for(a.s();!(i=a.n()).done;){var o=i.value;if("when"in o&&"then"in o){var s=o.when(r),l=s?o.then:o.else;l&&j(l)==="object"&&Un(t,l,r)}else if("whenState"in o&&"then"in o){var d=sn(o.whenState,r),u=d?o.then:o.else;u&&j(u)==="object"&&Un(t,u,r)}else Un(t,o,r)}}catch(c){a.e(c)}finally{a.f()}return t}function Un(n,r,t){for(var e=0,a=Object.entries(r);e<a.length;e++){var i=K(a[e],2),o=i[0],s=i[1];jn.has(o)||(n[o]=zo(s,t))}}var ln=(function(n){function r(){var t;return Y(this,r),t=Z(this,r),t.rawEmitter=t,t}return Q(r,n),$(r)})(Ja.EventEmitter);var lr=Ka;function Zn(n,r){var t=r.size;if(t!==0){var e=n.length;n.length+=t;var a=0;r.forEach(function(i){n[e+a]=i,a++})}}function dr(n){n=n||{};for(var r=0,t=arguments.length<=1?0:arguments.length-1;r<t;r++){var e=r+1<1||arguments.length<=r+1?void 0:arguments[r+1];e&&Object.assign(n,e)}return n}function tt(n,r){for(var t in r)if(Object.prototype.hasOwnProperty.call(r,t)&&r[t]!==n[t])return!0;return!1}function ur(n,r){var t=n,e=r;for(var a in t)if(Object.prototype.hasOwnProperty.call(t,a)&&t[a]!==e[a])return!1;for(var i in e)if(Object.prototype.hasOwnProperty.call(e,i)&&e[i]!==t[i])return!1;return!0}function Ne(n,r,t){t?n.add(r):n.delete(r)}var cr=je(za());var hr={easing:"quadraticInOut",duration:150};function Le(n){return n.labelVisibility==="visible"&&n.visibility!=="hidden"}function Qn(n){return n.backdropVisibility==="visible"&&n.visibility!=="hidden"}function dn(n){return[n.rotationAlignment==="graph"?1:0,n.labelRotationAlignment==="graph"?1:0]}function Jn(n,r,t){var e=n[r];if(e)for(var a=0;a<e.length;a++){var i=e[a];if(!(t<i.offset||t>=i.offset+i.count)){if(i.count===1)e.splice(a,1);else if(t===i.offset)i.offset++,i.count--;else if(t===i.offset+i.count-1)i.count--;else{var o=t+1,s=i.offset+i.count-o;i.count=t-i.offset,e.splice(a+1,0,{offset:o,count:s})}return}}}function ea(n,r,t){if(!n[r]){n[r]=[{offset:t,count:1}];return}for(var e=n[r],a=e.length,i=0;i<e.length;i++)if(t<e[i].offset){a=i;break}var o=a>0?e[a-1]:null,s=a<e.length?e[a]:null,l=o&&o.offset+o.count===t,d=s&&t+1===s.offset;l&&d?(o.count+=1+s.count,e.splice(a,1)):l?o.count++:d?(s.offset--,s.count++):e.splice(a,0,{offset:t,count:1})}function fr(n){if(!(0,cr.default)(n))throw new Error("Sigma: invalid graph instance.")}function un(n){var r=K(n.x,2),t=r[0],e=r[1],a=K(n.y,2),i=a[0],o=a[1],s=Math.max(e-t,o-i),l=(e+t)/2,d=(o+i)/2;(s===0||Math.abs(s)===1/0||isNaN(s))&&(s=1),isNaN(l)&&(l=0),isNaN(d)&&(d=0);var u=function(v){return{x:.5+(v.x-l)/s,y:.5+(v.y-d)/s}};return u.applyTo=function(c){c.x=.5+(c.x-l)/s,c.y=.5+(c.y-d)/s},u.inverse=function(c){return{x:l+s*(c.x-.5),y:d+s*(c.y-.5)}},u.ratio=s,u}var cn={hideEdgesOnMove:!1,hideLabelsOnMove:!1,renderLabels:!0,renderEdgeLabels:!1,edgeLabelAnchors:"nodeLabels",enableEdgeEvents:!1,nodeLabelEvents:!1,edgeLabelEvents:!1,pickingDownSizingRatio:2,nodePickingPadding:0,edgePickingPadding:4,labelPickingPadding:10,stagePadding:30,minEdgeThickness:1.7,antiAliasingFeather:1,antialiasEdges:!0,antialiasNodes:!0,dragTimeout:100,draggedEventsTolerance:3,inertiaDuration:200,inertiaRatio:3,zoomDuration:250,zoomingRatio:1.7,doubleClickTimeout:300,doubleClickZoomingRatio:2.2,doubleClickZoomingDuration:200,tapMoveTolerance:10,zoomToSizeRatioFunction:Math.sqrt,itemSizesReference:"positions",autoRescale:!0,autoRescaleContent:"positions",enableNodeDrag:!1,getDraggedNodes:function(r){return[r]},dragPositionToAttributes:null,labelDensity:1,labelGridCellSize:100,labelRenderedSizeThreshold:6,labelPixelSnapping:!0,minCameraRatio:null,maxCameraRatio:null,enableCameraZooming:!0,enableCameraPanning:!0,enableCameraRotation:!0,enableCameraMouseRotation:!0,cameraPanBoundaries:null,gestureTarget:"graph",sharedGestureWheelMessage:"Use Ctrl + scroll to zoom the graph",sharedGestureAppleWheelMessage:"Use ⌘ + scroll to zoom the graph",sharedGestureTouchMessage:"Use two fingers to move the graph",allowInvalidContainer:!1,DEBUG_displayPickingLayer:!1,DEBUG_logShaders:!1,DEBUG_logRenderStats:!1,DEBUG_gpuTimerQueries:!1};function hn(n){if(typeof n.labelDensity!="number"||n.labelDensity<0)throw new Error("Settings: invalid `labelDensity`. Expecting a positive number.");var r=n.minCameraRatio,t=n.maxCameraRatio;if(typeof r=="number"&&typeof t=="number"&&t<r)throw new Error("Settings: invalid camera ratio boundaries. Expecting `maxCameraRatio` to be greater than `minCameraRatio`.")}function gr(n){return dr({},cn,n)}var No=new Set(["italic","oblique"]),Mo=new Set(["bold","bolder","lighter"]);function fn(n){for(var r="normal",t="normal",e=n.trim(),a=e.split(/\s+/),i=0,o=0;o<a.length;o++){var s=a[o].toLowerCase();if(No.has(s))t=s,i=o+1;else if(Mo.has(s)||/^\d{3}$/.test(s))r=s,i=o+1;else if(s==="normal")i=o+1;else break}var l=a.slice(i).join(" ");return{family:l||e,weight:r,style:t}}function nt(n,r,t){var e=document.createElement(n);if(r)for(var a in r)e.style[a]=r[a];if(t)for(var i in t)e.setAttribute(i,t[i]);return e}function Lt(){return typeof window.devicePixelRatio<"u"?window.devicePixelRatio:1}var Er=je($t());function Go(n){var r=n.type===WebGL2RenderingContext.FLOAT&&!n.normalized,t=n.type===WebGL2RenderingContext.UNSIGNED_BYTE&&n.size===4&&n.normalized;if(!r&&!t)throw new Error('Attribute "'.concat(n.name,'" is invalid: only non-normalized FLOAT and normalized UNSIGNED_BYTE with size 4 are supported.'));return n.normalized?1:n.size}function ta(n){var r=0;return n.forEach(function(t){return r+=Go(t)}),r}function Rr(n,r,t){var e=n==="VERTEX"?r.VERTEX_SHADER:r.FRAGMENT_SHADER,a=r.createShader(e);if(a===null)throw new Error("loadShader: error while creating the shader");r.shaderSource(a,t),r.compileShader(a);var i=r.getShaderParameter(a,r.COMPILE_STATUS);if(!i){var o=r.getShaderInfoLog(a);throw r.deleteShader(a),new Error(`loadShader: error while compiling the shader:
`.concat(o,`
`).concat(t))}return a}function aa(n,r){return Rr("VERTEX",n,r)}function ra(n,r){return Rr("FRAGMENT",n,r)}function ia(n,r){var t=n.createProgram();if(t===null)throw new Error("loadProgram: error while creating the program.");var e,a;for(e=0,a=r.length;e<a;e++)n.attachShader(t,r[e]);n.linkProgram(t);var i=n.getProgramParameter(t,n.LINK_STATUS);if(!i){var o=n.getProgramInfoLog(t);throw n.deleteProgram(t),new Error("loadProgram: error while linking the program: ".concat(o))}return t}function vr(n){var r=n.gl,t=n.buffer,e=n.program,a=n.vertexShader,i=n.fragmentShader;r.deleteShader(a),r.deleteShader(i),r.deleteProgram(e),r.deleteBuffer(t)}function J(n){return n%1===0?n.toFixed(1):n.toString()}var xn=new Map,Ar=new Map,Bo=0;function Dr(n,r){var t,e=(t=n.variables)===null||t===void 0||(t=t[r.source||r.name.replace(/^a_/,"")])===null||t===void 0?void 0:t.default,a=typeof e=="number"?e:typeof r.defaultValue=="number"?r.defaultValue:0;return J(a)}function yn(n,r,t){var e,a=arguments.length>3&&arguments[3]!==void 0?arguments[3]:function(o){return"v_".concat(o.name.replace(/^a_/,""))},i=[r,t].concat(H(n.uniforms.filter(function(o){return o.type==="float"}).map(function(o){var s;return J((s=o.value)!==null&&s!==void 0?s:0)})),H(((e=n.attributes)!==null&&e!==void 0?e:[]).map(a)));return"sdf_".concat(n.name,"(").concat(i.join(", "),")")}function Wo(n){var r,t=n.name,e=n.uniforms.filter(function(o){return o.type==="float"&&o.value!==void 0&&o.value!==0}).map(function(o){return"".concat(o.name.replace("u_",""),"=").concat(o.value)}).sort(),a=((r=n.attributes)!==null&&r!==void 0?r:[]).map(function(o){var s;return"".concat(o.name,"@").concat((s=o.source)!==null&&s!==void 0?s:"","=").concat(Dr(n,o))}),i=[].concat(H(e),H(a));return i.length>0&&(t+="#"+i.join("#")),t}function Oo(n){var r=Wo(n);if(!xn.has(r)){var t={},e=G(n.uniforms),a;try{for(e.s();!(a=e.n()).done;){var i=a.value;i.type==="float"&&i.value!==void 0&&(t[i.name]=i.value)}}catch(o){e.e(o)}finally{e.f()}xn.set(r,{shape:n,uniformValues:t,slug:r}),Ar.set(r,Bo++)}return r}function It(n){var r;return(r=Ar.get(n))!==null&&r!==void 0?r:-1}function Cr(n){var r=[],t=new Set,e=new Set,a=/mat2 rotate2D\(float angle\)\s*\{[^}]+\}/,i=G(n),o;try{for(i.s();!(o=i.n()).done;){var s=o.value;if(!e.has(s.name)){e.add(s.name);var l=s.glsl;a.test(l)&&(t.has("rotate2D")?l=l.replace(a,""):t.add("rotate2D")),r.push(l)}}}catch(d){i.e(d)}finally{i.f()}return r.join(`
`)}function Uo(){return Cr(Array.from(xn.values()).map(function(n){return n.shape}))}function Ho(n){var r=Array.from(xn.entries());if(r.length===0)return`
float querySDF(int shapeId, vec2 uv, float size) {
  return length(uv) - size;
}
`;var t=r.map(function(e,a){var i=K(e,2),o=i[0],s=i[1].shape,l=yn(s,"uv","size",function(d){var u=d.name.replace(/^a_/,"");return n!=null&&n.has(u)?"g_".concat(u):Dr(s,d)});return"    case ".concat(a,": return ").concat(l,"; // ").concat(o)}).join(`
`);return`
float querySDF(int shapeId, vec2 uv, float size) {
  switch (shapeId) {
`.concat(t,`
    default: return length(uv) - size;
  }
}
`)}function oa(n){return Cr(n)}function zt(n){return H(new Map(n.flatMap(function(r){return r.uniforms}).map(function(r){return[r.name,r]})).values())}function Vo(n,r){if(n.length===0)return`
void queryNodeSDF(int shapeId, vec2 uv, float size) {
  context.sdf = length(uv) - size;
  context.inradiusFactor = 1.0;
}
`;var t=function(c){return yn(c,"uv","size")},e=function(c){var v,f;return(v=c.inradiusFactorGLSL)!==null&&v!==void 0?v:J((f=c.inradiusFactor)!==null&&f!==void 0?f:1)};if(n.length===1){var a=n[0];return`
void queryNodeSDF(int shapeId, vec2 uv, float size) {
  context.sdf = `.concat(t(a),`;
  context.inradiusFactor = `).concat(e(a),`;
}
`)}var i=n.map(function(u,c){return"    case ".concat(c,": // ").concat(u.name,`
      context.sdf = `).concat(t(u),`;
      context.inradiusFactor = `).concat(e(u),`;
      break;`)}).join(`
`),o=n[0],s="",l="shapeId";if(r&&r.length>1){var d=r.map(function(u,c){return"    case ".concat(u,": return ").concat(c,"; // ").concat(n[c].name)}).join(`
`);s=`
int globalToLocalShapeId(int globalId) {
  switch (globalId) {
`.concat(d,`
    default: return 0;
  }
}
`),l="globalToLocalShapeId(shapeId)"}return"".concat(s,`
void queryNodeSDF(int shapeId, vec2 uv, float size) {
  switch (`).concat(l,`) {
`).concat(i,`
    default:
      context.sdf = `).concat(t(o),`;
      context.inradiusFactor = `).concat(e(o),`;
  }
}
`)}var rt={right:0,left:1,above:2,below:3,over:4},it=5,sa=3,Lr=`
float matrixScaleX = length(vec2(u_matrix[0][0], u_matrix[1][0]));
float nodeRadiusGraphSpace = nodeSize * u_correctionRatio / u_sizeRatio * 2.0;
float nodeRadiusNDC = nodeRadiusGraphSpace * matrixScaleX;
float nodeRadiusPixels = nodeRadiusNDC * u_resolution.x / 2.0;
`,Nt=`
mat2 rotate2D(float angle) {
  float c = cos(angle);
  float s = sin(angle);
  return mat2(c, -s, s, c);
}
`,Pr=`
vec2 getLabelDirection(float positionMode) {
  if (positionMode < 0.5) return vec2(1.0, 0.0);   // Right
  if (positionMode < 1.5) return vec2(-1.0, 0.0);  // Left
  if (positionMode < 2.5) return vec2(0.0, -1.0);  // Above
  if (positionMode < 3.5) return vec2(0.0, 1.0);   // Below
  return vec2(0.0);                                 // Over (centered)
}
`,Xo=`
float sdfBox(vec2 p, vec2 halfSize) {
  vec2 d = abs(p) - halfSize;
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}
`,qo=`
float sdfRotatedBox(vec2 p, vec2 halfSize, float angle) {
  float c = cos(-angle);
  float s = sin(-angle);
  vec2 rotatedP = mat2(c, -s, s, c) * p;
  return sdfBox(rotatedP, halfSize);
}
`,jo=`
float sdfRoundedBox(vec2 p, vec2 halfSize, float radius) {
  vec2 d = abs(p) - halfSize + radius;
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - radius;
}
`,Yo=`
float sdfRoundedRotatedBox(vec2 p, vec2 halfSize, float angle, float radius) {
  float c = cos(-angle);
  float s = sin(-angle);
  vec2 rotatedP = mat2(c, -s, s, c) * p;
  return sdfRoundedBox(rotatedP, halfSize, radius);
}
`,wr=`
vec2 labelBoxCenter(float positionMode, float labelStart, vec2 halfSize, float textHalfY) {
  if (positionMode < 0.5) return vec2(labelStart + halfSize.x, 0.0);    // right
  if (positionMode < 1.5) return vec2(-(labelStart + halfSize.x), 0.0); // left
  if (positionMode < 2.5) return vec2(0.0, -(labelStart + textHalfY));  // above
  if (positionMode < 3.5) return vec2(0.0, labelStart + textHalfY);     // below
  return vec2(0.0);                                                     // over
}
`,la=2,Ee=`
vec4 readNodeData(sampler2D nodeDataTexture, int nodeDataTextureWidth, int nodeIndex) {
  int t = nodeIndex * `.concat(la,`;
  ivec2 coord = ivec2(t % nodeDataTextureWidth, t / nodeDataTextureWidth);
  return texelFetch(nodeDataTexture, coord, 0);
}
`),Ge=`
vec4 readNodeFlags(sampler2D nodeDataTexture, int nodeDataTextureWidth, int nodeIndex) {
  int t = nodeIndex * `.concat(la,` + 1;
  ivec2 coord = ivec2(t % nodeDataTextureWidth, t / nodeDataTextureWidth);
  return texelFetch(nodeDataTexture, coord, 0);
}
`),$o=`
vec4 readNodeColor(sampler2D nodeDataTexture, int nodeDataTextureWidth, int nodeIndex) {
  int t = nodeIndex * `.concat(la,` + 1;
  ivec2 coord = ivec2(t % nodeDataTextureWidth, t / nodeDataTextureWidth);
  vec4 texel = texelFetch(nodeDataTexture, coord, 0);
  float r = floor(texel.b / 65536.0);
  float g = floor(mod(texel.b, 65536.0) / 256.0);
  float b = mod(texel.b, 256.0);
  return vec4(r / 255.0, g / 255.0, b / 255.0, texel.a);
}
`),ot=`
vec4 readFrameTexel(sampler2D frameTexture, int frameTextureWidth, int index) {
  ivec2 coord = ivec2(index % frameTextureWidth, index / frameTextureWidth);
  return texelFetch(frameTexture, coord, 0);
}
`;function Ko(n,r){var t=function(o){return yn(o,"uv","size")};if(n.length===1)return{code:mr(t(n[0])),multiShape:!1};var e=n.map(function(i,o){return"    case ".concat(r?r[o]:o,": return ").concat(t(i),";")}).join(`
`),a=`
float queryShapeSDF(int shapeId, vec2 uv, float size) {
  switch (shapeId) {
`.concat(e,`
    default: return `).concat(t(n[0]),`;
  }
}
int g_shapeId;
`).concat(mr("queryShapeSDF(g_shapeId, uv, size)"),`
`);return{code:a,multiShape:!0}}function mr(n){return`
float findEdgeDistance(vec2 direction, float size) {
  float lo = 0.0, hi = 2.0;
  for (int i = 0; i < 8; i++) {
    float mid = (lo + hi) * 0.5;
    vec2 uv = direction * mid;
    if (`.concat(n,` < 0.0) lo = mid; else hi = mid;
  }
  return (lo + hi) * 0.5;
}
`)}function Zo(n,r){for(;!{}.hasOwnProperty.call(n,r)&&(n=ze(n))!==null;);return n}function na(){return na=typeof Reflect<"u"&&Reflect.get?Reflect.get.bind():function(n,r,t){var e=Zo(n,r);if(e){var a=Object.getOwnPropertyDescriptor(e,r);return a.get?a.get.call(arguments.length<3?n:t):a.value}},na.apply(null,arguments)}function ee(n,r,t,e){var a=na(ze(1&e?n.prototype:n),r,t);return 2&e&&typeof a=="function"?function(i){return a.apply(t,i)}:a}var Qo=1024,Jo=1.5,es=4096,Fr=-1,_n=(function(){function n(r,t){var e=arguments.length>2&&arguments[2]!==void 0?arguments[2]:Qo;Y(this,n),E(this,"texture",null),E(this,"dirty",!1),E(this,"dirtyRangeStart",1/0),E(this,"dirtyRangeEnd",-1),E(this,"indexMap",new Map),E(this,"freeIndices",[]),E(this,"nextIndex",0),this.gl=r,this.TEXELS_PER_ITEM=t,this.capacity=this.roundUpToPowerOfTwo(e);var a=this.computeTextureDimensions(this.capacity);this.textureWidth=a.width,this.textureHeight=a.height,this.data=new Float32Array(this.textureWidth*this.textureHeight*4),this.createTexture()}return $(n,[{key:"computeTextureDimensions",value:function(t){var e=t*this.TEXELS_PER_ITEM,a=Math.min(e,es),i=Math.ceil(e/a);return{width:a,height:i}}},{key:"roundUpToPowerOfTwo",value:function(t){return Math.pow(2,Math.ceil(Math.log2(Math.max(1,t))))}},{key:"createTexture",value:function(){var t=this.gl;this.texture=t.createTexture(),t.activeTexture(t.TEXTURE0),t.bindTexture(t.TEXTURE_2D,this.texture),t.texImage2D(t.TEXTURE_2D,0,t.RGBA32F,this.textureWidth,this.textureHeight,0,t.RGBA,t.FLOAT,this.data),t.texParameteri(t.TEXTURE_2D,t.TEXTURE_MIN_FILTER,t.NEAREST),t.texParameteri(t.TEXTURE_2D,t.TEXTURE_MAG_FILTER,t.NEAREST),t.texParameteri(t.TEXTURE_2D,t.TEXTURE_WRAP_S,t.CLAMP_TO_EDGE),t.texParameteri(t.TEXTURE_2D,t.TEXTURE_WRAP_T,t.CLAMP_TO_EDGE),t.bindTexture(t.TEXTURE_2D,null)}},{key:"resize",value:function(t){if(!(t<=this.capacity)){var e=this.roundUpToPowerOfTwo(Math.ceil(t*Jo)),a=this.gl,i=this.computeTextureDimensions(e),o=new Float32Array(i.width*i.height*4);o.set(this.data),this.texture&&a.deleteTexture(this.texture),this.data=o,this.capacity=e,this.textureWidth=i.width,this.textureHeight=i.height,this.createTexture(),this.dirty=!0,this.dirtyRangeStart=0,this.dirtyRangeEnd=this.nextIndex}}},{key:"allocate",value:function(t){var e=this.indexMap.get(t);if(e!==void 0)return e;var a;return this.freeIndices.length>0?a=this.freeIndices.pop():(a=this.nextIndex++,a>=this.capacity&&this.resize(a+1)),this.indexMap.set(t,a),a}},{key:"free",value:function(t){var e=this.indexMap.get(t);if(e!==void 0){this.indexMap.delete(t),this.freeIndices.push(e);for(var a=e*this.TEXELS_PER_ITEM*4,i=0;i<this.TEXELS_PER_ITEM*4;i++)this.data[a+i]=0;this.markDirty(e)}}},{key:"getIndex",value:function(t){var e;return(e=this.indexMap.get(t))!==null&&e!==void 0?e:-1}},{key:"has",value:function(t){return this.indexMap.has(t)}},{key:"markDirty",value:function(t){this.dirty=!0,this.dirtyRangeStart=Math.min(this.dirtyRangeStart,t),this.dirtyRangeEnd=Math.max(this.dirtyRangeEnd,t+1)}},{key:"upload",value:function(){if(!(!this.dirty||!this.texture)){var t=this.gl,e=this.textureWidth;t.activeTexture(t.TEXTURE0),t.bindTexture(t.TEXTURE_2D,this.texture);var a=this.dirtyRangeStart*this.TEXELS_PER_ITEM,i=Math.min(this.dirtyRangeEnd*this.TEXELS_PER_ITEM,this.capacity*this.TEXELS_PER_ITEM);if(a<i)for(var o=Math.floor(a/e),s=Math.floor((i-1)/e),l=o;l<=s;l++){var d=l*e,u=Math.min(d+e,this.capacity*this.TEXELS_PER_ITEM),c=Math.max(a,d),v=Math.min(i,u);if(c<v){var f=c-d,h=v-c,p=this.data.subarray(c*4,v*4);t.texSubImage2D(t.TEXTURE_2D,0,f,l,h,1,t.RGBA,t.FLOAT,p)}}t.bindTexture(t.TEXTURE_2D,null),this.dirty=!1,this.dirtyRangeStart=1/0,this.dirtyRangeEnd=-1}}},{key:"bind",value:function(t){var e=this.gl;e.activeTexture(e.TEXTURE0+t),e.bindTexture(e.TEXTURE_2D,this.texture)}},{key:"getTexture",value:function(){return this.texture}},{key:"getCapacity",value:function(){return this.capacity}},{key:"getTextureWidth",value:function(){return this.textureWidth}},{key:"getTextureHeight",value:function(){return this.textureHeight}},{key:"getTexelsPerItem",value:function(){return this.TEXELS_PER_ITEM}},{key:"getCount",value:function(){return this.indexMap.size}},{key:"getHighWaterMark",value:function(){return this.nextIndex}},{key:"isDirty",value:function(){return this.dirty}},{key:"clear",value:function(){this.indexMap.clear(),this.freeIndices=[],this.nextIndex=0,this.data.fill(0),this.dirty=!0,this.dirtyRangeStart=0,this.dirtyRangeEnd=this.capacity}},{key:"restore",value:function(){this.createTexture(),this.dirty=!1,this.dirtyRangeStart=1/0,this.dirtyRangeEnd=-1}},{key:"kill",value:function(){this.texture&&(this.gl.deleteTexture(this.texture),this.texture=null),this.indexMap.clear(),this.freeIndices=[]}}])})();function he(n){var r={},t={},e=0,a=G(n),i;try{for(a.s();!(i=a.n()).done;){var o=i.value,s=G(o.attributes),l;try{for(s.s();!(l=s.n()).done;){var d=l.value,u=d.name.replace(/^a_/,"");u in r||(r[u]=e,t[u]=d,e+=d.size)}}catch(c){s.e(c)}finally{s.f()}}}catch(c){a.e(c)}finally{a.f()}return{floatsPerItem:e,texelsPerItem:Math.max(1,Math.ceil(e/4)),offsets:r,specs:t}}var Tn=(function(n){function r(t,e,a){var i;return Y(this,r),i=Z(this,r,[t,e.texelsPerItem,a]),i.floatsPerItem=e.floatsPerItem,i}return Q(r,n),$(r,[{key:"updateAllAttributes",value:function(e,a){var i=this.indexMap.get(e);i===void 0&&(i=this.allocate(e));for(var o=i*this.TEXELS_PER_ITEM*4,s=Math.min(a.length,this.floatsPerItem),l=0;l<s;l++)this.data[o+l]=a[l];this.markDirty(i)}},{key:"updateAllAttributesAtRow",value:function(e,a){e>=this.capacity&&this.resize(e+1);for(var i=e*this.TEXELS_PER_ITEM*4,o=Math.min(a.length,this.floatsPerItem),s=0;s<o;s++)this.data[i+s]=a[s];this.markDirty(e)}}])})(_n);function Sn(n,r,t){for(var e=[],a=new Set,i=0;i<n.length;i++){var o=n[i],s=G(o.attributes),l;try{for(s.s();!(l=s.n()).done;){var d=l.value,u=d.name.replace(/^a_/,"");if(!a.has(u)){a.add(u);var c=r.offsets[u];if(c!==void 0){var v=t?.get(i);e.push({sourceKey:d.source||u,packedOffset:c,size:d.size,isColor:d.size===4&&!!d.normalized,defaultNum:typeof d.defaultValue=="number"?d.defaultValue:d.defaultValue===!0?1:0,defaultColor:typeof d.defaultValue=="string"?d.defaultValue:"",sourceIndex:i,hasLifecycleHook:!!(v!=null&&v.getAttributeData)})}}}}catch(f){s.e(f)}finally{s.f()}}return e}function En(n,r,t,e,a,i){t.fill(0);for(var o=0,s=n.length;o<s;o++){var l=n[o],d=l.packedOffset,u=void 0;if(l.hasLifecycleHook){var c=a.get(l.sourceIndex-i);u=c.getAttributeData(r,l.sourceKey),u===null&&(u=r[l.sourceKey])}else u=r[l.sourceKey];if(l.isColor){var v=typeof u=="string"?u:l.defaultColor||e,f=De(v),h=K(f,4),p=h[0],m=h[1],g=h[2],b=h[3];t[d]=p/255,t[d+1]=m/255,t[d+2]=g/255,t[d+3]=b/255}else if(l.size===1)t[d]=typeof u=="number"?u:typeof u=="boolean"?u?1:0:l.defaultNum;else{var x=Array.isArray(u)?u:null;if(x)for(var _=0;_<l.size;_++){var y;t[d+_]=(y=x[_])!==null&&y!==void 0?y:0}}}}var gn=["r","g","b","a"];function at(n,r){var t=n.offsets,e=n.specs,a=n.texelsPerItem,i=n.floatsPerItem,o=Object.keys(t);if(o.length===0||i===0)return{fetchCode:"",varyingAssignments:""};var s=r.varPrefix,l=r.baseTexelExpr,d=r.textureWidthUniform,u=r.textureSamplerUniform,c=r.outputPrefix,v=c===void 0?"v_":c,f=[];f.push("  int ".concat(s,"BaseTexel = ").concat(l,";")),f.push("");for(var h=0;h<a;h++)f.push("  ivec2 ".concat(s,"Coord").concat(h," = ivec2((").concat(s,"BaseTexel + ").concat(h,") % ").concat(d,", (").concat(s,"BaseTexel + ").concat(h,") / ").concat(d,");")),f.push("  vec4 ".concat(s,"Texel").concat(h," = texelFetch(").concat(u,", ").concat(s,"Coord").concat(h,", 0);"));f.push("");for(var p=[],m=function(){var _=b[g],y=e[_],T=t[_],D=Math.floor(T/4),A=T%4,F="".concat(s,"Texel").concat(D),L="".concat(s,"Texel").concat(D+1),N="".concat(s,"Fetched_").concat(_);if(y.size===1)f.push("  float ".concat(N," = ").concat(F,".").concat(gn[A],";"));else if(y.size===4&&A===0)f.push("  vec4 ".concat(N," = ").concat(F,";"));else{var C=A+y.size;if(C<=4){var k="vec".concat(y.size),S=gn.slice(A,C).join("");f.push("  ".concat(k," ").concat(N," = ").concat(F,".").concat(S,";"))}else{var R=y.size===4?"vec4":"vec".concat(y.size),I=gn.slice(A).map(function(w){return"".concat(F,".").concat(w)}),z=gn.slice(0,C-4).map(function(w){return"".concat(L,".").concat(w)}),P=[].concat(H(I),H(z)).join(", ");f.push("  ".concat(R," ").concat(N," = ").concat(R,"(").concat(P,");"))}}p.push("  ".concat(v).concat(_," = ").concat(N,";"))},g=0,b=o;g<b.length;g++)m();return{fetchCode:f.join(`
`),varyingAssignments:p.join(`
`)}}function da(n,r,t){if(!(!r||t.type==="sampler2D"))switch(t.type){case"float":n.uniform1f(r,t.value);break;case"int":case"bool":n.uniform1i(r,t.value);break;case"vec2":n.uniform2fv(r,t.value);break;case"vec3":n.uniform3fv(r,t.value);break;case"vec4":n.uniform4fv(r,t.value);break;case"mat3":n.uniformMatrix3fv(r,!1,t.value);break;case"mat4":n.uniformMatrix4fv(r,!1,t.value);break}}var ts=E(E(E(E(E(E(E(E({},WebGL2RenderingContext.BOOL,1),WebGL2RenderingContext.BYTE,1),WebGL2RenderingContext.UNSIGNED_BYTE,1),WebGL2RenderingContext.SHORT,2),WebGL2RenderingContext.UNSIGNED_SHORT,2),WebGL2RenderingContext.INT,4),WebGL2RenderingContext.UNSIGNED_INT,4),WebGL2RenderingContext.FLOAT,4);function vn(n){var r=n.match(/^(#version[^\n]*\n)/);return r?r[1]+`#define PICKING_MODE
`+n.slice(r[1].length):`#define PICKING_MODE
`+n}var Be=(function(){function n(r,t,e){Y(this,n),E(this,"floats",new Float32Array),E(this,"ints",new Uint32Array),E(this,"constantArray",new Float32Array),E(this,"capacity",0),E(this,"verticesCount",0),E(this,"bufferGeneration",0),E(this,"uploadedGeneration",new Map),E(this,"constantBufferGeneration",0),E(this,"uploadedConstantGeneration",new Map),E(this,"renderOffset",0),E(this,"renderCount",-1),E(this,"debugStats",{drawCalls:0,verticesDrawn:0,bufferUploadBytes:0}),E(this,"shadersLogged",!1),E(this,"pickProgram",null);var a=this.getDefinition();if(this.VERTICES=a.VERTICES,this.VERTEX_SHADER_SOURCE=a.VERTEX_SHADER_SOURCE,this.FRAGMENT_SHADER_SOURCE=a.FRAGMENT_SHADER_SOURCE,this.UNIFORMS=a.UNIFORMS,this.ATTRIBUTES=a.ATTRIBUTES,this.METHOD=a.METHOD,this.CONSTANT_ATTRIBUTES="CONSTANT_ATTRIBUTES"in a?a.CONSTANT_ATTRIBUTES:[],this.CONSTANT_DATA="CONSTANT_DATA"in a?a.CONSTANT_DATA:[],this.isInstanced="CONSTANT_ATTRIBUTES"in a,this.ATTRIBUTES_ITEMS_COUNT=ta(this.ATTRIBUTES),this.STRIDE=this.VERTICES*this.ATTRIBUTES_ITEMS_COUNT,this.renderer=e,this.normalProgram=this.getProgramInfo("normal",r,a.VERTEX_SHADER_SOURCE,a.FRAGMENT_SHADER_SOURCE,null),this.pickProgram=this.getProgramInfo("pick",r,vn(a.VERTEX_SHADER_SOURCE),vn(a.FRAGMENT_SHADER_SOURCE),null),this.isInstanced){var i=ta(this.CONSTANT_ATTRIBUTES);if(this.CONSTANT_DATA.length!==this.VERTICES)throw new Error("Program: error while getting constant data (expected ".concat(this.VERTICES," items, received ").concat(this.CONSTANT_DATA.length," instead)"));this.constantArray=new Float32Array(this.CONSTANT_DATA.length*i);for(var o=0;o<this.CONSTANT_DATA.length;o++){var s=this.CONSTANT_DATA[o];if(s.length!==i)throw new Error("Program: error while getting constant data (one vector has ".concat(s.length," items instead of ").concat(i,")"));for(var l=0;l<s.length;l++)this.constantArray[o*i+l]=s[l]}this.STRIDE=this.ATTRIBUTES_ITEMS_COUNT}}return $(n,[{key:"kill",value:function(){vr(this.normalProgram),this.pickProgram&&vr(this.pickProgram)}},{key:"resetDebugStats",value:function(){this.debugStats.drawCalls=0,this.debugStats.verticesDrawn=0,this.debugStats.bufferUploadBytes=0}},{key:"getProgramInfo",value:function(t,e,a,i,o){var s=e.createBuffer();if(s===null)throw new Error("Program: error while creating the WebGL buffer.");var l=aa(e,a),d=ra(e,i),u=ia(e,[l,d]),c={};this.UNIFORMS.forEach(function(h){var p=e.getUniformLocation(u,h);p&&(c[h]=p)});var v={};this.ATTRIBUTES.forEach(function(h){v[h.name]=e.getAttribLocation(u,h.name)});var f;if(this.isInstanced&&(this.CONSTANT_ATTRIBUTES.forEach(function(h){v[h.name]=e.getAttribLocation(u,h.name)}),f=e.createBuffer(),f===null))throw new Error("Program: error while creating the WebGL constant buffer.");return{name:t,program:u,gl:e,frameBuffer:o,buffer:s,constantBuffer:f||{},uniformLocations:c,attributeLocations:v,isPicking:t==="pick",vertexShader:l,fragmentShader:d}}},{key:"bindProgram",value:function(t){var e=this,a=0,i=t.gl,o=t.buffer;if(this.isInstanced){if(i.bindBuffer(i.ARRAY_BUFFER,t.constantBuffer),a=0,this.CONSTANT_ATTRIBUTES.forEach(function(u){return a+=e.bindAttribute(u,t,a,!1)}),this.uploadedConstantGeneration.get(t.constantBuffer)!==this.constantBufferGeneration){var l;i.bufferData(i.ARRAY_BUFFER,this.constantArray,i.STATIC_DRAW),this.uploadedConstantGeneration.set(t.constantBuffer,this.constantBufferGeneration),(l=this.renderer)!==null&&l!==void 0&&l.getSetting("DEBUG_logRenderStats")&&(this.debugStats.bufferUploadBytes+=this.constantArray.byteLength)}if(i.bindBuffer(i.ARRAY_BUFFER,t.buffer),a=this.renderOffset*this.ATTRIBUTES_ITEMS_COUNT*Float32Array.BYTES_PER_ELEMENT,this.ATTRIBUTES.forEach(function(u){return a+=e.bindAttribute(u,t,a,!0)}),this.uploadedGeneration.get(o)!==this.bufferGeneration){var d;i.bufferData(i.ARRAY_BUFFER,this.floats,i.DYNAMIC_DRAW),this.uploadedGeneration.set(o,this.bufferGeneration),(d=this.renderer)!==null&&d!==void 0&&d.getSetting("DEBUG_logRenderStats")&&(this.debugStats.bufferUploadBytes+=this.floats.byteLength)}}else if(i.bindBuffer(i.ARRAY_BUFFER,o),a=0,this.ATTRIBUTES.forEach(function(u){return a+=e.bindAttribute(u,t,a)}),this.uploadedGeneration.get(o)!==this.bufferGeneration){var s;i.bufferData(i.ARRAY_BUFFER,this.floats,i.DYNAMIC_DRAW),this.uploadedGeneration.set(o,this.bufferGeneration),(s=this.renderer)!==null&&s!==void 0&&s.getSetting("DEBUG_logRenderStats")&&(this.debugStats.bufferUploadBytes+=this.floats.byteLength)}i.bindBuffer(i.ARRAY_BUFFER,null)}},{key:"unbindProgram",value:function(t){var e=this;this.isInstanced?(this.CONSTANT_ATTRIBUTES.forEach(function(a){return e.unbindAttribute(a,t,!1)}),this.ATTRIBUTES.forEach(function(a){return e.unbindAttribute(a,t,!0)})):this.ATTRIBUTES.forEach(function(a){return e.unbindAttribute(a,t)})}},{key:"bindAttribute",value:function(t,e,a,i){var o=ts[t.type];if(typeof o!="number")throw new Error('Program.bind: yet unsupported attribute type "'.concat(t.type,'"'));var s=e.attributeLocations[t.name],l=e.gl;if(s!==-1){l.enableVertexAttribArray(s);var d=this.isInstanced?(i?this.ATTRIBUTES_ITEMS_COUNT:ta(this.CONSTANT_ATTRIBUTES))*Float32Array.BYTES_PER_ELEMENT:this.ATTRIBUTES_ITEMS_COUNT*Float32Array.BYTES_PER_ELEMENT;l.vertexAttribPointer(s,t.size,t.type,t.normalized||!1,d,a),this.isInstanced&&i&&l.vertexAttribDivisor(s,1)}return t.size*o}},{key:"unbindAttribute",value:function(t,e,a){var i=e.attributeLocations[t.name],o=e.gl;i!==-1&&(o.disableVertexAttribArray(i),this.isInstanced&&a&&o.vertexAttribDivisor(i,0))}},{key:"reallocate",value:function(t){t!==this.capacity&&(this.capacity=t,this.verticesCount=this.VERTICES*t,this.floats=new Float32Array(this.isInstanced?this.capacity*this.ATTRIBUTES_ITEMS_COUNT:this.verticesCount*this.ATTRIBUTES_ITEMS_COUNT),this.ints=new Uint32Array(this.floats.buffer),this.invalidateBuffers())}},{key:"invalidateBuffers",value:function(){this.bufferGeneration++,this.constantBufferGeneration++}},{key:"hasNothingToRender",value:function(){return this.verticesCount===0}},{key:"setTypedUniform",value:function(t,e){var a;da(e.gl,(a=e.uniformLocations[t.name])!==null&&a!==void 0?a:null,t)}},{key:"renderProgram",value:function(t,e){var a=e.gl,i=e.program,o=e.isPicking;o?a.disable(a.BLEND):a.enable(a.BLEND),a.useProgram(i),this.setUniforms(t,e),this.drawWebGL(this.METHOD,e)}},{key:"render",value:function(t,e,a){var i;if(!this.shadersLogged&&(i=this.renderer)!==null&&i!==void 0&&i.getSetting("DEBUG_logShaders")&&(this.shadersLogged=!0,console.log("[sigma] DEBUG_logShaders: ".concat(this.constructor.name),{normal:{vertexShaderSource:this.VERTEX_SHADER_SOURCE,fragmentShaderSource:this.FRAGMENT_SHADER_SOURCE},pick:{vertexShaderSource:vn(this.VERTEX_SHADER_SOURCE),fragmentShaderSource:vn(this.FRAGMENT_SHADER_SOURCE)}})),!this.hasNothingToRender()){this.renderOffset=e??0,this.renderCount=a??-1;var o=this.normalProgram.gl;if(o.bindFramebuffer(o.FRAMEBUFFER,null),o.viewport(0,0,t.width*t.pixelRatio,t.height*t.pixelRatio),this.bindProgram(this.normalProgram),this.renderProgram(t,this.normalProgram),this.unbindProgram(this.normalProgram),this.pickProgram&&t.pickingFrameBuffer){var s=Math.ceil(t.width*t.pixelRatio/t.downSizingRatio),l=Math.ceil(t.height*t.pixelRatio/t.downSizingRatio);o.bindFramebuffer(o.FRAMEBUFFER,t.pickingFrameBuffer),o.viewport(0,0,s,l),this.bindProgram(this.pickProgram),this.renderProgram(t,this.pickProgram),this.unbindProgram(this.pickProgram),o.bindFramebuffer(o.FRAMEBUFFER,null),o.viewport(0,0,t.width*t.pixelRatio,t.height*t.pixelRatio)}}}},{key:"drawWebGL",value:function(t,e){var a,i=e.gl,o=this.renderCount>=0?this.renderCount:this.capacity;(a=this.renderer)!==null&&a!==void 0&&a.getSetting("DEBUG_logRenderStats")&&(this.debugStats.drawCalls++,this.debugStats.verticesDrawn+=o*this.VERTICES),this.isInstanced?i.drawArraysInstanced(t,0,this.VERTICES,o):i.drawArrays(t,this.renderOffset*this.VERTICES,o*this.VERTICES)}}])})(),Fe=2,Mt=7,kr={below:0,above:1,left:2,right:3};function ns(){var n=`#version 300 es
precision highp float;

uniform mat3 u_matrix;
uniform vec2 u_resolution;
uniform float u_labelPixelSnapping;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_cameraAngle;
uniform float u_pixelRatio;
uniform float u_labelMargin;
uniform float u_zoomLabelSizeRatio;

uniform sampler2D u_nodeDataTexture;
uniform int u_nodeDataTextureWidth;
uniform sampler2D u_nodeFrameTexture;
uniform int u_nodeFrameTextureWidth;

// Atlas size is fixed at 2048×2048 — matches AttachmentManager.ATLAS_SIZE.
uniform sampler2D u_atlasTexture;
const vec2 u_atlasSize = vec2(2048.0);

// Per-instance
in float a_nodeIndex;           // node-data texture index
in vec4 a_atlasRect;            // x, y, width, height in atlas pixels
in vec2 a_attachmentSize;       // attachment dimensions (CSS px)
in float a_positionMode;        // label position: 0=right 1=left 2=above 3=below 4=over
in float a_attachmentPlacement; // 0=below 1=above 2=left 3=right (relative to label)
in float a_labelWidth;          // label width (CSS px)
in float a_labelHeight;         // label height: font line box (CSS px)
in float a_textHeight;          // actual glyph height (CSS px)
in float a_labelAngle;          // label rotation angle (radians)

// Per-vertex (constant)
in vec2 a_quadCorner;           // [-1,-1], [1,-1], [-1,1], [1,1]

out vec2 v_texCoord;

`.concat(Ee,`
`).concat(Ge,`
`).concat(ot,`
`).concat(wr,`
`).concat(Nt,`

void main() {
  int nodeIdx = int(a_nodeIndex);

  // Node data: (x, y, size, shapeId).
  vec4 nodeData = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, nodeIdx);
  vec2 nodePos = nodeData.xy;
  float nodeSize = nodeData.z;

  // Normalized edge distance from the shared frame texture (the frame-pass ran
  // the SDF search once; we just read the result).
  float edgeDist = readFrameTexel(u_nodeFrameTexture, u_nodeFrameTextureWidth, nodeIdx).r;

  // Per-node label rotation alignment: 0 = viewport, 1 = label turns with camera.
  float labelRotation = readNodeFlags(u_nodeDataTexture, u_nodeDataTextureWidth, nodeIdx).g;

  vec3 nodeClip = u_matrix * vec3(nodePos, 1.0);

  // Node radius in physical pixels (matches label/background).
  float matrixScaleX = length(vec2(u_matrix[0][0], u_matrix[1][0]));
  float nodeRadiusGraphSpace = nodeSize * u_correctionRatio / u_sizeRatio * 2.0;
  float nodeRadiusPixels = nodeRadiusGraphSpace * matrixScaleX * u_resolution.x / 2.0;

  // CSS-px inputs -> physical px, scaled by the zoom-dependent label ratio, so
  // the attachment stays glued to the label box exactly as the label scales.
  float zoomScale = u_zoomLabelSizeRatio;
  vec2 labelHalf = vec2(a_labelWidth, a_labelHeight) * 0.5 * zoomScale * u_pixelRatio;
  vec2 attachHalf = a_attachmentSize * 0.5 * zoomScale * u_pixelRatio;
  float gap = `).concat(Fe.toFixed(1),` * zoomScale * u_pixelRatio;
  float labelMargin = u_labelMargin * zoomScale * u_pixelRatio;

  // Graph-aligned labels add the camera angle so the attachment orbits with the box.
  mat2 labelRotMat = rotate2D(a_labelAngle - labelRotation * u_cameraAngle);

  // Label box center relative to the node center (pre-rotation). The shape-aware
  // edge distance comes from the frame texture, so placement matches the label.
  vec2 boxCenter = vec2(0.0);
  if (a_positionMode < 4.0) {
    float labelStart = nodeRadiusPixels * edgeDist + labelMargin;
    float textHalf = a_textHeight * 0.5 * zoomScale * u_pixelRatio;
    boxCenter = labelBoxCenter(a_positionMode, labelStart, labelHalf, textHalf);
  }

  // Horizontal anchor of below/above attachments tracks the label position, so
  // the attachment hangs from the label edge nearest the node (or is centered
  // when the label itself is node-centered): right->left, left->right, else center.
  float anchorX = 0.0;
  if (a_positionMode < 0.5) anchorX = -labelHalf.x + attachHalf.x;       // right label
  else if (a_positionMode < 1.5) anchorX = labelHalf.x - attachHalf.x;   // left label

  // Attachment center relative to the box (pre-rotation, Y-down). This offset
  // depends only on the box, the gap and the attachment size — never the shape.
  vec2 attachCenter;
  if (a_attachmentPlacement < 0.5) {
    // below
    attachCenter = boxCenter + vec2(anchorX, labelHalf.y + gap + attachHalf.y);
  } else if (a_attachmentPlacement < 1.5) {
    // above
    attachCenter = boxCenter + vec2(anchorX, -(labelHalf.y + gap + attachHalf.y));
  } else if (a_attachmentPlacement < 2.5) {
    // left, top-aligned
    attachCenter = boxCenter + vec2(-(labelHalf.x + gap + attachHalf.x), -labelHalf.y + attachHalf.y);
  } else {
    // right, top-aligned
    attachCenter = boxCenter + vec2(labelHalf.x + gap + attachHalf.x, -labelHalf.y + attachHalf.y);
  }

  // Rotate the whole assembly by the label angle, around the node center.
  vec2 rotatedCenter = labelRotMat * attachCenter;
  vec2 cornerOffset = labelRotMat * (a_quadCorner * attachHalf);

  // Node center in screen px (Y-down).
  vec2 nodeScreen = vec2(
    (nodeClip.x + 1.0) * u_resolution.x,
    (1.0 - nodeClip.y) * u_resolution.y
  ) * 0.5;

  // Snap node center to the pixel grid so label/backdrop/attachment move as one.
  vec2 snapDelta = (round(nodeScreen) - nodeScreen) * u_labelPixelSnapping;

  // Snap the quad's top-left to integer pixels so atlas texels map 1:1.
  vec2 centerScreen = nodeScreen + rotatedCenter + snapDelta;
  vec2 topLeft = centerScreen - attachHalf;
  topLeft = mix(topLeft, round(topLeft), u_labelPixelSnapping);
  centerScreen = topLeft + attachHalf;

  vec2 vertexScreen = centerScreen + cornerOffset;
  gl_Position = vec4(
    vertexScreen.x * 2.0 / u_resolution.x - 1.0,
    1.0 - vertexScreen.y * 2.0 / u_resolution.y,
    0.0, 1.0
  );

  vec2 texOrigin = a_atlasRect.xy / u_atlasSize;
  vec2 texSize = a_atlasRect.zw / u_atlasSize;
  vec2 uv = (a_quadCorner + 1.0) / 2.0;
  v_texCoord = texOrigin + uv * texSize;
}
`);return n}var as=`#version 300 es
precision highp float;

uniform sampler2D u_atlasTexture;

in vec2 v_texCoord;

layout(location = 0) out vec4 fragColor;
#ifdef PICKING_MODE
layout(location = 1) out vec4 pickColor;
#endif

void main() {
  // Canvas textures are premultiplied; output directly for (ONE, 1-SRC_ALPHA) blending
  vec4 color = texture(u_atlasTexture, v_texCoord);
  if (color.a < 0.01) discard;
  fragColor = color;
#ifdef PICKING_MODE
  pickColor = vec4(0.0); // Attachments are not pickable
#endif
}
`;function rs(n,r,t,e){var a,i,o=e.label,s=o===void 0?{}:o,l=(a=s.margin)!==null&&a!==void 0?a:it,d=(i=s.zoomToLabelSizeRatioFunction)!==null&&i!==void 0?i:function(){return 1},u=ns(),c=as,v=(function(f){function h(){var p;Y(this,h);for(var m=arguments.length,g=new Array(m),b=0;b<m;b++)g[b]=arguments[b];return p=Z(this,h,[].concat(g)),E(p,"totalCount",0),E(p,"bufferCapacity",0),p}return Q(h,f),$(h,[{key:"getDefinition",value:function(){var m=WebGL2RenderingContext,g=m.FLOAT,b=m.TRIANGLE_STRIP;return{VERTICES:4,VERTEX_SHADER_SOURCE:u,FRAGMENT_SHADER_SOURCE:c,METHOD:b,UNIFORMS:["u_matrix","u_resolution","u_labelPixelSnapping","u_sizeRatio","u_correctionRatio","u_cameraAngle","u_pixelRatio","u_labelMargin","u_zoomLabelSizeRatio","u_nodeDataTexture","u_nodeDataTextureWidth","u_nodeFrameTexture","u_nodeFrameTextureWidth","u_atlasTexture"],ATTRIBUTES:[{name:"a_nodeIndex",size:1,type:g},{name:"a_atlasRect",size:4,type:g},{name:"a_attachmentSize",size:2,type:g},{name:"a_positionMode",size:1,type:g},{name:"a_attachmentPlacement",size:1,type:g},{name:"a_labelWidth",size:1,type:g},{name:"a_labelHeight",size:1,type:g},{name:"a_textHeight",size:1,type:g},{name:"a_labelAngle",size:1,type:g}],CONSTANT_ATTRIBUTES:[{name:"a_quadCorner",size:2,type:g}],CONSTANT_DATA:[[-1,-1],[1,-1],[-1,1],[1,1]]}}},{key:"processAttachment",value:function(m,g){var b=this.floats,x=m*this.STRIDE;b[x++]=g.nodeIndex,b[x++]=g.atlasX,b[x++]=g.atlasY,b[x++]=g.atlasW,b[x++]=g.atlasH,b[x++]=g.attachWidth,b[x++]=g.attachHeight,b[x++]=g.positionMode,b[x++]=g.attachmentPlacement,b[x++]=g.labelWidth,b[x++]=g.labelHeight,b[x++]=g.textHeight,b[x++]=g.labelAngle}},{key:"setUniforms",value:function(m,g){var b=g.gl,x=g.uniformLocations;b.uniformMatrix3fv(x.u_matrix,!1,m.matrix),b.uniform2f(x.u_resolution,m.width*m.pixelRatio,m.height*m.pixelRatio),b.uniform1f(x.u_labelPixelSnapping,m.labelPixelSnapping),b.uniform1f(x.u_sizeRatio,m.sizeRatio),b.uniform1f(x.u_correctionRatio,m.correctionRatio),b.uniform1f(x.u_cameraAngle,m.cameraAngle),b.uniform1f(x.u_pixelRatio,m.pixelRatio),b.uniform1f(x.u_labelMargin,h.labelMargin),b.uniform1f(x.u_zoomLabelSizeRatio,1/d(m.zoomRatio)),b.uniform1i(x.u_nodeDataTexture,m.nodeDataTextureUnit),b.uniform1i(x.u_nodeDataTextureWidth,m.nodeDataTextureWidth),b.uniform1i(x.u_nodeFrameTexture,m.nodeFrameTextureUnit),b.uniform1i(x.u_nodeFrameTextureWidth,m.nodeFrameTextureWidth),b.uniform1i(x.u_atlasTexture,Mt)}},{key:"reallocateAttachments",value:function(m){this.totalCount=m,m>this.bufferCapacity&&(this.bufferCapacity=Math.max(m,Math.ceil(this.bufferCapacity*1.5)||10),ee(h,"reallocate",this,3)([this.bufferCapacity]))}},{key:"hasNothingToRender",value:function(){return this.totalCount===0}},{key:"drawWebGL",value:function(m,g){var b=g.gl;this.totalCount!==0&&b.drawArraysInstanced(m,0,this.VERTICES,this.totalCount)}}])})(Be);return E(v,"labelMargin",l),new v(n,r,t)}var Pe=5;function Rn(n,r){return[].concat(H(r),H(n.map(function(t){var e;return{attributes:(e=t.attributes)!==null&&e!==void 0?e:[]}})))}function st(n,r){var t=he(Rn(n,r)),e=new Set(n.flatMap(function(d){var u;return(u=d.attributes)!==null&&u!==void 0?u:[]}).map(function(d){return d.name.replace(/^a_/,"")})),a={},i={},o=G(e),s;try{for(o.s();!(s=o.n()).done;){var l=s.value;a[l]=t.offsets[l],i[l]=t.specs[l]}}catch(d){o.e(d)}finally{o.f()}return B(B({},t),{},{offsets:a,specs:i})}function is(n,r){var t=new Set(["u_matrix","u_sizeRatio","u_correctionRatio","u_cameraAngle","u_pickingPadding","u_nodeDataTexture","u_layerAttributeTexture"]),e=new Set,a=n.flatMap(function(f){return f.uniforms}).filter(function(f){return t.has(f.name)||e.has(f.name)?!1:(e.add(f.name),!0)}).map(function(f){return"uniform ".concat(f.type," ").concat(f.name,";")}).join(`
`),i=r.flatMap(function(f){return f.uniforms}).filter(function(f){return t.has(f.name)||e.has(f.name)?!1:(e.add(f.name),!0)}).map(function(f){return"uniform ".concat(f.type," ").concat(f.name,";")}).join(`
`),o=Rn(n,r),s=new Set,l=o.flatMap(function(f){return f.attributes}).filter(function(f){var h=f.name.replace(/^a_/,"");return s.has(h)?!1:(s.add(h),!0)}).map(function(f){var h=f.name.replace(/^a_/,""),p=f.size===1?"float":"vec".concat(f.size);return"out ".concat(p," v_").concat(h,";")}).join(`
`),d=at(he(o),{varPrefix:"layer",baseTexelExpr:"nodeIdx * u_layerAttributeTexelsPerNode",textureWidthUniform:"u_layerAttributeTextureWidth",textureSamplerUniform:"u_layerAttributeTexture"}),u=d.fetchCode,c=d.varyingAssignments,v=`#version 300 es

// Standard node attributes (per instance) - minimal buffer usage
in float a_nodeIndex;  // Index into node data texture AND layer attribute texture
in vec4 a_id;          // Node ID for picking
in float a_opacity;    // Node opacity, applied once to the final fragment

// Constant attributes (per vertex, same for all instances)
in vec2 a_quadCorner;  // (-1,-1), (1,-1), (1,1), (-1,1) for quad corners

// Standard uniforms
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_cameraAngle;
#ifdef PICKING_MODE
uniform float u_pickingPadding;
#endif
uniform sampler2D u_nodeDataTexture;
uniform int u_nodeDataTextureWidth;

// Layer attribute texture uniforms
uniform sampler2D u_layerAttributeTexture;
uniform int u_layerAttributeTextureWidth;
uniform int u_layerAttributeTexelsPerNode;

`.concat(a,`
`).concat(i,`

// Standard varyings
out vec2 v_uv;                    // Normalized coordinates [-1, 1]
out vec4 v_id;
out float v_opacity;
out float v_antialiasingWidth;    // Width for antialiasing in UV space
out float v_pixelSize;            // Node size in pixels (for pixel-mode borders)
out float v_pixelToUV;            // Conversion factor: multiply by this to convert screen pixels to UV units
out float v_shapeId;              // Shape ID for multi-shape programs

// Layer varyings
`).concat(l,`

// Node-data fetch helpers (geometry texel + rotation-flags texel)
`).concat(Ee,`
`).concat(Ge,`

void main() {
  // Fetch node geometry: vec4(x, y, size, shapeId).
  int nodeIdx = int(a_nodeIndex);

  // Hidden nodes are flagged with a negative row by NodeProgram.process(). Push
  // the whole quad outside the clip volume: every vertex lands at the same
  // out-of-range position, so the primitive is fully clipped and rasterizes
  // nothing — neither to the frame buffer nor to the picking buffer.
  if (nodeIdx < 0) {
    gl_Position = vec4(2.0, 0.0, 0.0, 1.0);
    v_id = vec4(0.0);
    return;
  }

  vec4 nodeData = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, nodeIdx);
  vec2 a_position = nodeData.xy;
  float a_size = nodeData.z;
  v_shapeId = nodeData.w;  // Pass shape ID to fragment shader

  // Per-node rotation alignment: 0 = viewport (screen-upright), 1 = graph.
  float nodeRotation = readNodeFlags(u_nodeDataTexture, u_nodeDataTextureWidth, nodeIdx).r;

`).concat(u,`

  // Calculate the actual size in pixels
  float size = a_size * u_correctionRatio / u_sizeRatio * 2.0;

  // In PICKING_MODE, inflate the quad by nodePickingPadding pixels on each side
  #ifdef PICKING_MODE
    float paddedSize = size + u_pickingPadding * u_correctionRatio;
    vec2 offset = a_quadCorner * paddedSize;
  #else
    vec2 offset = a_quadCorner * size;
  #endif
  // Counter-rotate the quad offset so viewport-aligned nodes stay upright as the
  // camera turns. Graph-aligned nodes (nodeRotation=1) skip it and turn with the
  // camera. The angle scales by (1 - nodeRotation) so both fall out of one path.
  {
    float ca = u_cameraAngle * (1.0 - nodeRotation);
    float c = cos(ca);
    float s = sin(ca);
    offset = mat2(c, s, -s, c) * offset;
  }
  vec2 position = a_position + offset;

  gl_Position = vec4(
    (u_matrix * vec3(position, 1)).xy,
    0,
    1
  );

  // In PICKING_MODE, UV is scaled beyond [-1, 1] to match the inflated quad
  #ifdef PICKING_MODE
    v_uv = a_quadCorner * (paddedSize / size);
  #else
    v_uv = a_quadCorner;
  #endif

  // Pass ID to fragment shader
  v_id = a_id;
  v_opacity = a_opacity;

  // Pass pixel size for layers that need pixel-mode calculations
  // Multiply by 2 because 'size' is half-width (offset from center), not full diameter
  v_pixelSize = size * 2.0;

  // Conversion factor from screen pixels to UV units
  // Same derivation as v_antialiasingWidth which represents ~1 pixel in UV space
  // P pixels in UV space = P * u_correctionRatio / size
  v_pixelToUV = u_correctionRatio / size;

  // We use an antialiasing width of 1px (so v_pixelToUV)
  v_antialiasingWidth = v_pixelToUV;

  // Pass layer attributes to fragment shader (fetched from texture)
`).concat(c,`
}
`);return v}function os(n,r,t){var e=arguments.length>3&&arguments[3]!==void 0?arguments[3]:!0,a=r.map(function(h,p){var m="layer_".concat(h.name),g=[].concat(H(h.attributes.map(function(b){return"v_".concat(b.name.replace(/^a_/,""))})),H(h.uniforms.map(function(b){return b.name}))).join(", ");return"  // Layer ".concat(p+1,": ").concat(h.name,`
  color = blendOver(color, `).concat(m,"(").concat(g,"));")}).join(`

`),i=new Set(["u_correctionRatio"]),o=new Set,s=n.flatMap(function(h){return h.uniforms}).filter(function(h){return i.has(h.name)||o.has(h.name)?!1:(o.add(h.name),!0)}).map(function(h){return"uniform ".concat(h.type," ").concat(h.name,";")}).join(`
`),l=r.flatMap(function(h){return h.uniforms}).filter(function(h){return i.has(h.name)||o.has(h.name)?!1:(o.add(h.name),!0)}).map(function(h){return"uniform ".concat(h.type," ").concat(h.name,";")}).join(`
`),d=new Set,u=Rn(n,r).flatMap(function(h){return h.attributes}).filter(function(h){var p=h.name.replace(/^a_/,"");return d.has(p)?!1:(d.add(p),!0)}).map(function(h){var p=h.name.replace(/^a_/,""),m=h.size===1?"float":"vec".concat(h.size);return"in ".concat(m," v_").concat(p,";")}).join(`
`),c=oa(n),v=Vo(n,t),f=`#version 300 es
precision highp float;

// Standard varyings
in vec2 v_uv;
in vec4 v_id;
in float v_opacity;
in float v_antialiasingWidth;
in float v_pixelSize;
in float v_pixelToUV;
in float v_shapeId;  // Shape ID for multi-shape programs

// Standard uniforms (needed for some layer calculations like pixel-mode borders)
uniform float u_correctionRatio;
#ifdef PICKING_MODE
uniform float u_pickingPadding;
#endif

// Shape uniforms
`.concat(s,`

// Layer uniforms
`).concat(l,`

// Layer varyings
`).concat(u,`

// Fragment output (single target - picking handled via separate pass)
out vec4 fragColor;

// LayerContext struct - provides rendering context to all layers
struct LayerContext {
  float sdf;             // Signed distance from shape boundary (negative inside)
  vec2 uv;               // UV coordinates [-1, 1], center at (0,0)
  float shapeSize;       // Effective shape size (~diameter) in UV space (1.0 - aaWidth)
  float shapeHalfSize;   // Effective shape half size (~radius) in UV space
  float pixelSize;       // Node full size (~diameter) in screen pixels
  float aaWidth;         // Anti-aliasing width for smooth transitions
  float correctionRatio; // Scaling factor for consistent rendering across zoom levels
  float pixelToUV;       // Conversion factor: multiply screen pixels by this to get UV units
  float inradiusFactor;  // Ratio of inradius to circumradius (shape depth factor)
};

LayerContext context;  // Global instance, populated before layer calls

// Alpha "over" compositing for layer blending
vec4 blendOver(vec4 bg, vec4 fg) {
  float a = fg.a;
  return vec4(mix(bg.rgb, fg.rgb, a), bg.a + a * (1.0 - bg.a));
}

// SDF shape functions
`).concat(c,`

// Shape selector function (sets context.sdf and context.inradiusFactor)
`).concat(v,`

// Layer functions
`).concat(r.map(function(h){return h.glsl}).join(`

`),`

void main() {
  // 1. Setup LayerContext (available to all layer functions)
  context.shapeSize = 1.0 - v_antialiasingWidth;
  context.shapeHalfSize = context.shapeSize * 0.5;
  context.pixelSize = v_pixelSize;
  context.uv = v_uv;
  context.aaWidth = v_antialiasingWidth;
  context.correctionRatio = u_correctionRatio;
  context.pixelToUV = v_pixelToUV;

  // Query shape SDF based on shapeId (sets context.sdf and context.inradiusFactor)
  queryNodeSDF(int(v_shapeId), v_uv, context.shapeSize);

  // 2. Early discard for pixels fully outside the shape (with AA margin)
  // In PICKING_MODE, allow extra fragments up to the picking padding distance
  #ifdef PICKING_MODE
    if (context.sdf > u_pickingPadding * v_pixelToUV + context.aaWidth) discard;
  #else
    if (context.sdf > context.aaWidth) discard;
  #endif

  // 3. Apply layers sequentially with "over" compositing
  vec4 color = vec4(0.0);

`).concat(a,`

  #ifdef PICKING_MODE
    // Picking pass: output node ID for pixels within the picking area.
    if (context.sdf > u_pickingPadding * v_pixelToUV) discard;
    fragColor = v_id;
  #else
`).concat(e?`    // Visual pass: apply antialiasing at shape boundary, node opacity once
    // smoothstep provides smooth transition from opaque to transparent
    float alpha = smoothstep(context.aaWidth, -context.aaWidth, context.sdf) * v_opacity;`:`    // Visual pass: hard-edged (no anti-aliasing gradient) shape boundary, node opacity applied once
    float alpha = (context.sdf < 0.0 ? 1.0 : 0.0) * v_opacity;`,`
    // Mix with transparent to fade both color AND alpha together (avoids bright halo)
    fragColor = mix(vec4(0.0), color, alpha);
  #endif
}
`);return f}function ss(n,r){var t=new Set;return t.add("u_matrix"),t.add("u_sizeRatio"),t.add("u_correctionRatio"),t.add("u_cameraAngle"),t.add("u_pickingPadding"),t.add("u_nodeDataTexture"),t.add("u_nodeDataTextureWidth"),t.add("u_layerAttributeTexture"),t.add("u_layerAttributeTextureWidth"),t.add("u_layerAttributeTexelsPerNode"),n.forEach(function(e){e.uniforms.forEach(function(a){return t.add(a.name)})}),r.forEach(function(e){e.uniforms.forEach(function(a){return t.add(a.name)})}),Array.from(t)}function ls(n){var r=WebGL2RenderingContext,t=r.UNSIGNED_BYTE,e=r.FLOAT;return[{name:"a_nodeIndex",size:1,type:e},{name:"a_id",size:4,type:t,normalized:!0},{name:"a_opacity",size:1,type:e}]}function pr(n){var r=n.shapes,t=n.layers,e=n.shapeGlobalIds,a=n.antialias,i=a===void 0?!0:a;return{vertexShader:is(r,t),fragmentShader:os(r,t,e,i),uniforms:ss(r,t),attributes:ls()}}function Ir(n,r,t){var e=st(n,r),a=e.specs;return Object.keys(a).map(function(i){return"flat ".concat(t," ").concat(a[i].size===1?"float":"vec".concat(a[i].size)," v_").concat(i,";")}).join(`
`)}function ds(n){var r,t,e=n.shapes,a=n.layers,i=n.shapeGlobalIds,o=at(st(e,a),{varPrefix:"nodeAttr",baseTexelExpr:"nodeIdx * u_layerAttributeTexelsPerNode",textureWidthUniform:"u_layerAttributeTextureWidth",textureSamplerUniform:"u_layerAttributeTexture"}),s=e.length===1?"float inradiusFactor = ".concat(J((r=e[0].inradiusFactor)!==null&&r!==void 0?r:1),";"):"float inradiusFactor = ".concat(J((t=e[0].inradiusFactor)!==null&&t!==void 0?t:1),`;
  switch (int(shapeId)) {
`).concat(e.map(function(d,u){var c,v=i?i[u]:u;return"    case ".concat(v,": inradiusFactor = ").concat(J((c=d.inradiusFactor)!==null&&c!==void 0?c:1),"; break;")}).join(`
`),`
    default: break;
  }`),l=`#version 300 es

in float a_nodeIndex;
in float a_labelWidth;
in float a_labelHeight;
in float a_textHeight;
in float a_positionMode;
in float a_labelAngle;
in vec4 a_backdropColor;
in vec4 a_backdropShadowColor;
in float a_backdropShadowBlur;
in float a_backdropPadding;
in vec4 a_backdropBorderColor;
in vec4 a_backdropExtra; // [borderWidth, cornerRadius, labelPadding, area]
in vec2 a_labelBoxOffset;
in vec2 a_quadCorner;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_cameraAngle;
uniform vec2 u_resolution;
uniform float u_pixelRatio;
uniform float u_labelMargin;
uniform float u_zoomLabelSizeRatio;
uniform float u_labelPixelSnapping;
uniform sampler2D u_nodeDataTexture;
uniform int u_nodeDataTextureWidth;
uniform sampler2D u_nodeFrameTexture;
uniform int u_nodeFrameTextureWidth;
uniform sampler2D u_layerAttributeTexture;
uniform int u_layerAttributeTextureWidth;
uniform int u_layerAttributeTexelsPerNode;

out vec2 v_uv;
out vec2 v_nodeCenter;
out float v_nodeRadius;
out vec2 v_labelCenter;
out vec2 v_labelHalfSize;
out float v_aaWidth;
out float v_shapeId;
out float v_nodeRotation;
out float v_labelAngle;
out vec4 v_backdropColor;
out vec4 v_backdropShadowColor;
out float v_backdropShadowBlur;
out float v_backdropPadding;
out vec4 v_backdropBorderColor;
out float v_backdropBorderWidth;
out float v_backdropCornerRadius;
out float v_backdropArea;
`.concat(Ir(e,a,"out"),`

`).concat(Ee,`
`).concat(Ge,`
`).concat(ot,`

void main() {
  int nodeIdx = int(a_nodeIndex);
`).concat(o.fetchCode,`
`).concat(o.varyingAssignments,`

  // Node data: (x, y, size, shapeId). shapeId (global) is forwarded to the
  // fragment shader, which keeps the shape SDF for the outline.
  vec4 nodeData = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, nodeIdx);
  vec2 nodePosition = nodeData.xy;
  float nodeSize = nodeData.z;
  float shapeId = nodeData.w;

  // Per-node rotation alignment (0 = viewport, 1 = graph). nodeRotation drives
  // the fragment's shape outline; labelRotation turns the label box with camera.
  vec4 nodeFlags = readNodeFlags(u_nodeDataTexture, u_nodeDataTextureWidth, nodeIdx);
  float nodeRotation = nodeFlags.r;
  float labelRotation = nodeFlags.g;
  v_nodeRotation = nodeRotation;

  `).concat(Lr,`
  // CSS pixel attributes are multiplied by u_pixelRatio to match nodeRadiusPixels,
  // which is already in physical pixels (nodeRadiusNDC * u_resolution.x / 2.0).
  float padding = a_backdropPadding * u_pixelRatio;
  float shadowBlur = a_backdropShadowBlur * u_pixelRatio;
  // Unpack a_backdropExtra: [borderWidth, cornerRadius, labelPadding, area]
  float borderWidth = a_backdropExtra.x * u_pixelRatio;
  float cornerRadius = a_backdropExtra.y * u_pixelRatio;
  float labelPad = a_backdropExtra.z * u_pixelRatio;
  float backdropArea = a_backdropExtra.w;
  // Use 2x shadowBlur so the Gaussian fully decays before the quad edge
  float totalExpansion = shadowBlur * 2.0 + borderWidth;
  float enlargedRadius = nodeRadiusPixels + padding;

  // Circumscribed radius for the quad bounds. Non-circular shapes reach past
  // their inradius out to their circumradius (= enlargedRadius / inradiusFactor),
  // in any direction once rotated. The axis-aligned quad must contain that, or
  // the fill/shadow gets clipped (square corners, triangle tip, etc.).
  `).concat(s,`
  float boundRadius = enlargedRadius / inradiusFactor;

  // Apply zoom-dependent label size scaling
  float zoomScale = u_zoomLabelSizeRatio;
  float labelW = a_labelWidth * zoomScale * u_pixelRatio;
  float labelH = a_labelHeight * zoomScale * u_pixelRatio;
  float labelMargin = u_labelMargin * zoomScale * u_pixelRatio;

  // Only apply labelPad when a label is actually present
  float effectiveLabelPad = labelW > 0.0 ? labelPad : 0.0;
  vec2 labelHalfSize = vec2(labelW * 0.5 + effectiveLabelPad, labelH * 0.5 + effectiveLabelPad);
  vec2 labelOffset = vec2(0.0);

  // Effective label angle: intrinsic angle plus the camera angle when the label
  // is graph-aligned, so the box orbits the node in lockstep with the frame-pass.
  float labelAngle = a_labelAngle - labelRotation * u_cameraAngle;
  float la_c = cos(labelAngle);
  float la_s = sin(labelAngle);
  mat2 labelRotMat = mat2(la_c, -la_s, la_s, la_c);

  vec3 nodeClip = u_matrix * vec3(nodePosition, 1.0);
  vec2 snapDelta = vec2(0.0);

  if (labelW > 0.0) {
    // labelW > 0.0 means this node's label is displayed, so the frame-pass wrote
    // its edge distance this frame.
    float edgeDistPixels = nodeRadiusPixels * readFrameTexel(u_nodeFrameTexture, u_nodeFrameTextureWidth, nodeIdx).r;
    // labelMargin matches the label shader's margin (gap from node edge to text)
    float labelStart = edgeDistPixels + labelMargin;
    // Above/below center on the actual glyph height, not the font line box, so
    // the box stays aligned with the rendered text (matches labelBoxCenter()).
    float textHalf = a_textHeight * zoomScale * u_pixelRatio * 0.5;

    // Snap node center to pixel grid so label/backdrop/attachment move as a unit
    vec2 nodeScreen = vec2(
      (nodeClip.x + 1.0) * u_resolution.x,
      (1.0 - nodeClip.y) * u_resolution.y
    ) * 0.5;
    snapDelta = (round(nodeScreen) - nodeScreen) * u_labelPixelSnapping;

    if (a_positionMode < 0.5) {
      // Right: box spans from node center to text end + padding
      float boxRightEdge = labelStart + labelW + labelPad;
      labelOffset = vec2(boxRightEdge * 0.5, 0.0);
      labelHalfSize.x = boxRightEdge * 0.5;
    } else if (a_positionMode < 1.5) {
      // Left: mirror of right
      float boxLeftEdge = labelStart + labelW + labelPad;
      labelOffset = vec2(-boxLeftEdge * 0.5, 0.0);
      labelHalfSize.x = boxLeftEdge * 0.5;
    } else if (a_positionMode < 2.5) {
      // Above: text bottom at labelStart, centered horizontally
      labelOffset = vec2(0.0, -(labelStart + textHalf));
    } else if (a_positionMode < 3.5) {
      // Below: text top at labelStart, centered horizontally
      labelOffset = vec2(0.0, labelStart + textHalf);
    }
    // over (>=4): labelOffset stays (0,0) — text centered on the node.

    // The attachment-cover shift is in label space (like the attachment itself),
    // so rotate it together with the position offset — otherwise the box drifts
    // off the attachment as the label angle grows.
    labelOffset = labelRotMat * (labelOffset + a_labelBoxOffset * zoomScale * u_pixelRatio);
  }

  // For node-only mode, zero out label dimensions
  if (backdropArea > 0.5 && backdropArea < 1.5) {
    labelHalfSize = vec2(0.0);
    labelOffset = vec2(0.0);
  }

  vec2 minBound, maxBound;

  bool hasLabelBounds = labelW > 0.0 && (backdropArea > 1.5 || backdropArea < 0.5);

  if (hasLabelBounds) {
    // Union with label bounds (area=both) or label-only bounds (area=label)
    vec2 labelMin, labelMax;

    if (a_labelAngle != 0.0) {
      vec2 corner1 = labelOffset + labelRotMat * vec2(-labelHalfSize.x, -labelHalfSize.y);
      vec2 corner2 = labelOffset + labelRotMat * vec2(labelHalfSize.x, -labelHalfSize.y);
      vec2 corner3 = labelOffset + labelRotMat * vec2(labelHalfSize.x, labelHalfSize.y);
      vec2 corner4 = labelOffset + labelRotMat * vec2(-labelHalfSize.x, labelHalfSize.y);
      labelMin = min(min(corner1, corner2), min(corner3, corner4));
      labelMax = max(max(corner1, corner2), max(corner3, corner4));
    } else {
      labelMin = labelOffset - labelHalfSize;
      labelMax = labelOffset + labelHalfSize;
    }

    if (backdropArea > 1.5) {
      // Label-only: bounds from label rect only
      minBound = labelMin - totalExpansion;
      maxBound = labelMax + totalExpansion;
    } else {
      // Both: union of node + label
      minBound = min(-vec2(boundRadius), labelMin) - totalExpansion;
      maxBound = max(vec2(boundRadius), labelMax) + totalExpansion;
    }
  } else {
    // Node-only or no visible label
    float totalRadius = boundRadius + totalExpansion;
    minBound = -vec2(totalRadius);
    maxBound = vec2(totalRadius);
  }

  vec2 quadSize = maxBound - minBound;
  vec2 quadCenter = (minBound + maxBound) * 0.5;

  vec2 localPos = quadCenter + a_quadCorner * quadSize * 0.5 + snapDelta;
  vec2 ndcOffset = localPos * 2.0 / u_resolution;
  ndcOffset.y = -ndcOffset.y;

  gl_Position = vec4(nodeClip.xy + ndcOffset, 0.0, 1.0);

  v_uv = localPos;
  v_nodeCenter = vec2(0.0);
  v_nodeRadius = nodeRadiusPixels;
  v_labelCenter = labelOffset;
  v_labelHalfSize = labelHalfSize;
  v_aaWidth = 1.0;
  v_shapeId = shapeId;
  v_labelAngle = labelAngle;
  v_backdropColor = a_backdropColor;
  v_backdropShadowColor = a_backdropShadowColor;
  v_backdropShadowBlur = a_backdropShadowBlur;
  v_backdropPadding = a_backdropPadding;
  v_backdropBorderColor = a_backdropBorderColor;
  v_backdropBorderWidth = borderWidth;
  v_backdropCornerRadius = cornerRadius;
  v_backdropArea = backdropArea;
}
`);return l}function us(n){var r=n.shapes,t=n.layers,e=n.shapeGlobalIds,a=oa(r),i=zt(r).map(function(v){return"uniform ".concat(v.type," ").concat(v.name,";")}).join(`
`),o=function(f){return yn(f,"nodeUV","1.0")},s;if(r.length===1)s="float nodeSdfNormalized = ".concat(o(r[0]),";");else{var l=r.map(function(v,f){var h=e?e[f]:f;return"    case ".concat(h,": nodeSdfNormalized = ").concat(o(v),"; break;")}).join(`
`),d=o(r[0]);s=`float nodeSdfNormalized;
  int shapeId = int(v_shapeId);
  switch (shapeId) {
`.concat(l,`
    default: nodeSdfNormalized = `).concat(d,`;
  }`)}var u=`float effectiveRadius = max(enlargedRadius - cornerRadius, 0.01);
  float ca = u_cameraAngle * v_nodeRotation;
  float ca_c = cos(ca);
  float ca_s = sin(ca);
  vec2 rotatedScreenUV = mat2(ca_c, -ca_s, ca_s, ca_c) * screenUV;
  vec2 nodeUV = vec2(rotatedScreenUV.x, -rotatedScreenUV.y) / effectiveRadius;`,c=`#version 300 es
precision highp float;

in vec2 v_uv;
in vec2 v_nodeCenter;
in float v_nodeRadius;
in vec2 v_labelCenter;
in vec2 v_labelHalfSize;
in float v_aaWidth;
in float v_shapeId;
in float v_nodeRotation;
in float v_labelAngle;
in vec4 v_backdropColor;
in vec4 v_backdropShadowColor;
in float v_backdropShadowBlur;
in float v_backdropPadding;
in vec4 v_backdropBorderColor;
in float v_backdropBorderWidth;
in float v_backdropCornerRadius;
in float v_backdropArea;
`.concat(Ir(r,t,"in"),`

uniform float u_cameraAngle;
`).concat(i,`

layout(location = 0) out vec4 fragColor;
layout(location = 1) out vec4 fragPicking;

`).concat(a,`
`).concat(Xo,`
`).concat(qo,`
`).concat(jo,`
`).concat(Yo,`

void main() {
  vec4 backdropColor = v_backdropColor;
  vec4 shadowColor = v_backdropShadowColor;
  float shadowBlur = v_backdropShadowBlur;
  float padding = v_backdropPadding;
  vec4 borderColor = v_backdropBorderColor;
  float borderWidth = v_backdropBorderWidth;
  float cornerRadius = v_backdropCornerRadius;

  float enlargedRadius = v_nodeRadius + padding;
  vec2 screenUV = v_uv - v_nodeCenter;
  `).concat(u,`

  // Query the correct shape SDF based on shapeId
  `).concat(s,`
  float nodeSdfPixels = nodeSdfNormalized * effectiveRadius - cornerRadius;

  // Label SDF with optional corner radius and rotation
  float labelSdfPixels;
  if (v_labelHalfSize.x > 0.0) {
    vec2 labelP = v_uv - v_labelCenter;
    labelSdfPixels = sdfRoundedRotatedBox(labelP, v_labelHalfSize, v_labelAngle, cornerRadius);
  } else {
    labelSdfPixels = 10000.0;
  }

  // Select area: 0=both, 1=node, 2=label
  float combinedSdf;
  if (v_backdropArea > 1.5) {
    combinedSdf = labelSdfPixels;
  } else if (v_backdropArea > 0.5) {
    combinedSdf = nodeSdfPixels;
  } else {
    combinedSdf = min(nodeSdfPixels, labelSdfPixels);
  }

  // Fill + border composite
  float outerEdge = smoothstep(v_aaWidth, -v_aaWidth, combinedSdf);
  vec4 background;
  if (borderWidth > 0.5) {
    float innerEdge = smoothstep(v_aaWidth, -v_aaWidth, combinedSdf + borderWidth);
    float fillAlpha = innerEdge * backdropColor.a;
    vec4 fill = vec4(backdropColor.rgb * fillAlpha, fillAlpha);
    float borderAlpha = (outerEdge - innerEdge) * borderColor.a;
    vec4 border = vec4(borderColor.rgb * borderAlpha, borderAlpha);
    background = fill + border * (1.0 - fill.a);
  } else {
    float fillAlpha = outerEdge * backdropColor.a;
    background = vec4(backdropColor.rgb * fillAlpha, fillAlpha);
  }

  // Gaussian-like shadow falloff (mimics canvas shadowBlur)
  vec4 shadow = vec4(0.0);
  float sigma = shadowBlur / 2.5;
  if (sigma > 0.001) {
    float shadowDist = max(0.0, combinedSdf);
    float shadowAlpha = exp(-(shadowDist * shadowDist) / (2.0 * sigma * sigma)) * shadowColor.a;
    shadow = vec4(shadowColor.rgb * shadowAlpha, shadowAlpha);
  }

  fragColor = background + shadow * (1.0 - background.a);
  fragPicking = vec4(0.0);
}
`);return c}function cs(n){var r=["u_matrix","u_sizeRatio","u_correctionRatio","u_cameraAngle","u_resolution","u_pixelRatio","u_labelMargin","u_zoomLabelSizeRatio","u_labelPixelSnapping","u_nodeDataTexture","u_nodeDataTextureWidth","u_nodeFrameTexture","u_nodeFrameTextureWidth","u_layerAttributeTexture","u_layerAttributeTextureWidth","u_layerAttributeTexelsPerNode"],t=G(zt(n)),e;try{for(t.s();!(e=t.n()).done;){var a=e.value;r.includes(a.name)||r.push(a.name)}}catch(i){t.e(i)}finally{t.f()}return r}function hs(n){return{vertexShader:ds(n),fragmentShader:us(n),uniforms:cs(n.shapes)}}function fs(n,r,t,e){var a,i,o=e.label,s=o===void 0?{}:o,l=e.shapes,d=e.layers,u=e.getAttributeTexture,c=e.shapeGlobalIds;if(l.length===0)throw new Error("createBackdropProgram: at least one shape must be provided in 'shapes'");var v=(a=s.margin)!==null&&a!==void 0?a:5,f=(i=s.zoomToLabelSizeRatioFunction)!==null&&i!==void 0?i:function(){return 1},h={shapes:l,layers:d,shapeGlobalIds:c},p=hs(h),m=(function(g){function b(){var x;Y(this,b);for(var _=arguments.length,y=new Array(_),T=0;T<_;T++)y[T]=arguments[T];return x=Z(this,b,[].concat(y)),E(x,"totalBackdropCount",0),E(x,"bufferCapacity",0),x}return Q(b,g),$(b,[{key:"getDefinition",value:function(){var _=WebGL2RenderingContext,y=_.FLOAT,T=_.TRIANGLE_STRIP;return{VERTICES:4,VERTEX_SHADER_SOURCE:p.vertexShader,FRAGMENT_SHADER_SOURCE:p.fragmentShader,METHOD:T,UNIFORMS:p.uniforms,ATTRIBUTES:[{name:"a_nodeIndex",size:1,type:y},{name:"a_labelWidth",size:1,type:y},{name:"a_labelHeight",size:1,type:y},{name:"a_textHeight",size:1,type:y},{name:"a_positionMode",size:1,type:y},{name:"a_labelAngle",size:1,type:y},{name:"a_backdropColor",size:4,type:y},{name:"a_backdropShadowColor",size:4,type:y},{name:"a_backdropShadowBlur",size:1,type:y},{name:"a_backdropPadding",size:1,type:y},{name:"a_backdropBorderColor",size:4,type:y},{name:"a_backdropExtra",size:4,type:y},{name:"a_labelBoxOffset",size:2,type:y}],CONSTANT_ATTRIBUTES:[{name:"a_quadCorner",size:2,type:y}],CONSTANT_DATA:[[-1,-1],[1,-1],[-1,1],[1,1]]}}},{key:"processBackdrop",value:function(_,y){var T=this.floats,D=this.STRIDE,A=_*D;T[A++]=y.nodeIndex,T[A++]=y.labelWidth,T[A++]=y.labelHeight,T[A++]=y.textHeight,T[A++]=rt[y.position],T[A++]=y.labelAngle,T[A++]=y.backdropColor[0],T[A++]=y.backdropColor[1],T[A++]=y.backdropColor[2],T[A++]=y.backdropColor[3],T[A++]=y.backdropShadowColor[0],T[A++]=y.backdropShadowColor[1],T[A++]=y.backdropShadowColor[2],T[A++]=y.backdropShadowColor[3],T[A++]=y.backdropShadowBlur,T[A++]=y.backdropPadding,T[A++]=y.backdropBorderColor[0],T[A++]=y.backdropBorderColor[1],T[A++]=y.backdropBorderColor[2],T[A++]=y.backdropBorderColor[3],T[A++]=y.backdropBorderWidth,T[A++]=y.backdropCornerRadius,T[A++]=y.backdropLabelPadding,T[A++]=y.backdropArea,T[A++]=y.labelBoxOffset[0],T[A++]=y.labelBoxOffset[1]}},{key:"setUniforms",value:function(_,y){var T=y.gl,D=y.uniformLocations;T.uniformMatrix3fv(D.u_matrix,!1,_.matrix),T.uniform1f(D.u_sizeRatio,_.sizeRatio),T.uniform1f(D.u_correctionRatio,_.correctionRatio),T.uniform1f(D.u_cameraAngle,_.cameraAngle),T.uniform2f(D.u_resolution,_.width*_.pixelRatio,_.height*_.pixelRatio),T.uniform1f(D.u_pixelRatio,_.pixelRatio),T.uniform1f(D.u_labelMargin,b.labelMargin),T.uniform1f(D.u_zoomLabelSizeRatio,1/f(_.zoomRatio)),T.uniform1f(D.u_labelPixelSnapping,_.labelPixelSnapping),T.uniform1i(D.u_nodeDataTexture,_.nodeDataTextureUnit),T.uniform1i(D.u_nodeDataTextureWidth,_.nodeDataTextureWidth),T.uniform1i(D.u_nodeFrameTexture,_.nodeFrameTextureUnit),T.uniform1i(D.u_nodeFrameTextureWidth,_.nodeFrameTextureWidth);var A=u();D.u_layerAttributeTexture&&A&&(A.bind(Pe),T.uniform1i(D.u_layerAttributeTexture,Pe),T.uniform1i(D.u_layerAttributeTextureWidth,A.getTextureWidth()),T.uniform1i(D.u_layerAttributeTexelsPerNode,A.getTexelsPerItem()));var F=G(zt(l)),L;try{for(F.s();!(L=F.n()).done;){var N=L.value;this.setTypedUniform(N,y)}}catch(C){F.e(C)}finally{F.f()}}},{key:"hasNothingToRender",value:function(){return this.totalBackdropCount===0}},{key:"drawWebGL",value:function(_,y){var T=y.gl;this.totalBackdropCount!==0&&(this.isInstanced?T.drawArraysInstanced(_,0,this.VERTICES,this.totalBackdropCount):T.drawArrays(_,0,this.totalBackdropCount*this.VERTICES))}},{key:"reallocate",value:function(_){this.totalBackdropCount=_,_>this.bufferCapacity&&(this.bufferCapacity=Math.max(_,Math.ceil(this.bufferCapacity*1.5)||10),ee(b,"reallocate",this,3)([this.bufferCapacity]))}}])})(Be);return E(m,"labelMargin",v),new m(n,r,t)}var zr=(function(n){function r(){var t;Y(this,r);for(var e=arguments.length,a=new Array(e),i=0;i<e;i++)a[i]=arguments[i];return t=Z(this,r,[].concat(a)),E(t,"totalCharacterCount",0),E(t,"bufferCapacity",0),t}return Q(r,n),$(r,[{key:"processLabel",value:function(e,a,i){if(i.hidden||!i.text)return 0;for(var o=i.text,s=o.length,l=0;l<s;l++){var d=o[l];this.processCharacter(a+l,i,d,l)}return s}},{key:"hasNothingToRender",value:function(){return this.totalCharacterCount===0}},{key:"drawWebGL",value:function(e,a){var i=a.gl;this.totalCharacterCount!==0&&(this.isInstanced?i.drawArraysInstanced(e,0,this.VERTICES,this.totalCharacterCount):i.drawArrays(e,0,this.totalCharacterCount*this.VERTICES))}},{key:"reallocate",value:function(e){this.totalCharacterCount=e,e>this.bufferCapacity&&(this.bufferCapacity=Math.max(e,Math.ceil(this.bufferCapacity*1.5)||1e3),ee(r,"reallocate",this,3)([this.bufferCapacity]))}}])})(Be);function gs(){var n=`#version 300 es

in float a_nodeIndex;
in vec4 a_id;
in vec4 a_color;
in float a_labelWidth;
in float a_labelHeight;
in float a_textHeight;
in float a_positionMode;
in float a_labelAngle;
in float a_padding;
in vec2 a_quadCorner;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_cameraAngle;
uniform vec2 u_resolution;
uniform float u_pixelRatio;
uniform float u_labelMargin;
uniform float u_zoomLabelSizeRatio;
uniform float u_labelPixelSnapping;
uniform float u_pickingPadding;
uniform sampler2D u_nodeDataTexture;
uniform int u_nodeDataTextureWidth;
uniform sampler2D u_nodeFrameTexture;
uniform int u_nodeFrameTextureWidth;

out vec4 v_id;
out vec4 v_color;

`.concat(Ee,`
`).concat(Ge,`
`).concat(ot,`
`).concat(wr,`

void main() {
  int nodeIdx = int(a_nodeIndex);

  // Node data: (x, y, size, shapeId).
  vec4 nodeData = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, nodeIdx);
  vec2 nodePosition = nodeData.xy;
  float nodeSize = nodeData.z;

  // Shape-aware edge distance, read once from the shared frame texture.
  float edgeDist = readFrameTexel(u_nodeFrameTexture, u_nodeFrameTextureWidth, nodeIdx).r;

  // Per-node label rotation alignment: 0 = viewport, 1 = label turns with camera.
  float labelRotation = readNodeFlags(u_nodeDataTexture, u_nodeDataTextureWidth, nodeIdx).g;

  `).concat(Lr,`

  float zoomScale = u_zoomLabelSizeRatio;
  float labelW = a_labelWidth * zoomScale * u_pixelRatio;
  float labelH = a_labelHeight * zoomScale * u_pixelRatio;
  float labelMargin = u_labelMargin * zoomScale * u_pixelRatio;
#ifdef PICKING_MODE
  float padding = u_pickingPadding * u_pixelRatio;
#else
  float padding = a_padding * u_pixelRatio;
#endif

  if (labelW <= 0.0) {
    gl_Position = vec4(2.0, 0.0, 0.0, 1.0);
    v_id = vec4(0.0);
    v_color = vec4(0.0);
    return;
  }

  vec2 labelHalfSize = vec2(labelW * 0.5 + padding, labelH * 0.5 + padding);
  vec2 labelOffset = vec2(0.0);

  // Graph-aligned labels add the camera angle so the rect orbits with the text.
  float labelAngle = a_labelAngle - labelRotation * u_cameraAngle;
  float la_c = cos(labelAngle);
  float la_s = sin(labelAngle);
  mat2 labelRotMat = mat2(la_c, -la_s, la_s, la_c);

  vec3 nodeClip = u_matrix * vec3(nodePosition, 1.0);
  vec2 nodeScreen = vec2(
    (nodeClip.x + 1.0) * u_resolution.x,
    (1.0 - nodeClip.y) * u_resolution.y
  ) * 0.5;
  vec2 snapDelta = (round(nodeScreen) - nodeScreen) * u_labelPixelSnapping;

  if (a_positionMode < 4.0) {
    float labelStart = nodeRadiusPixels * edgeDist + labelMargin;
    float textHalf = a_textHeight * zoomScale * u_pixelRatio * 0.5;
    // Box center uses the text half-size; the padding expands the quad below.
    labelOffset = labelRotMat * labelBoxCenter(a_positionMode, labelStart, vec2(labelW * 0.5, labelH * 0.5), textHalf);
  }

  // Rotate the rect with the label so it stays aligned with the (rotated) text.
  vec2 localPos = labelOffset + labelRotMat * (a_quadCorner * labelHalfSize);
  vec2 ndcOffset = (localPos + snapDelta) * 2.0 / u_resolution;
  ndcOffset.y = -ndcOffset.y;

  gl_Position = vec4(nodeClip.xy + ndcOffset, 0.0, 1.0);
  v_id = a_id;
  v_color = a_color;
}
`);return n}var vs=`#version 300 es
precision highp float;

in vec4 v_id;
in vec4 v_color;

out vec4 fragColor;

void main() {
  #ifdef PICKING_MODE
    fragColor = v_id;
  #else
    if (v_color.a <= 0.0) discard;
    // v_color is non-premultiplied RGBA (0-1); convert to premultiplied for blending
    fragColor = vec4(v_color.rgb * v_color.a, v_color.a);
  #endif
}
`;function ms(n,r,t,e){var a,i,o=e.label,s=o===void 0?{}:o,l=(a=s.margin)!==null&&a!==void 0?a:it,d=(i=s.zoomToLabelSizeRatioFunction)!==null&&i!==void 0?i:function(){return 1},u=gs(),c=(function(v){function f(){var h;Y(this,f);for(var p=arguments.length,m=new Array(p),g=0;g<p;g++)m[g]=arguments[g];return h=Z(this,f,[].concat(m)),E(h,"totalCount",0),E(h,"bufferCapacity",0),h}return Q(f,v),$(f,[{key:"getDefinition",value:function(){var p=WebGL2RenderingContext,m=p.FLOAT,g=p.UNSIGNED_BYTE,b=p.TRIANGLE_STRIP;return{VERTICES:4,VERTEX_SHADER_SOURCE:u,FRAGMENT_SHADER_SOURCE:vs,METHOD:b,UNIFORMS:["u_matrix","u_sizeRatio","u_correctionRatio","u_cameraAngle","u_resolution","u_pixelRatio","u_labelMargin","u_zoomLabelSizeRatio","u_labelPixelSnapping","u_pickingPadding","u_nodeDataTexture","u_nodeDataTextureWidth","u_nodeFrameTexture","u_nodeFrameTextureWidth"],ATTRIBUTES:[{name:"a_nodeIndex",size:1,type:m},{name:"a_id",size:4,type:g,normalized:!0},{name:"a_color",size:4,type:g,normalized:!0},{name:"a_labelWidth",size:1,type:m},{name:"a_labelHeight",size:1,type:m},{name:"a_textHeight",size:1,type:m},{name:"a_positionMode",size:1,type:m},{name:"a_labelAngle",size:1,type:m},{name:"a_padding",size:1,type:m}],CONSTANT_ATTRIBUTES:[{name:"a_quadCorner",size:2,type:m}],CONSTANT_DATA:[[-1,-1],[1,-1],[-1,1],[1,1]]}}},{key:"processLabelBackground",value:function(p,m){var g=this.floats,b=this.ints,x=p*this.STRIDE;g[x++]=m.nodeIndex,b[x++]=m.id,g[x++]=m.color,g[x++]=m.labelWidth,g[x++]=m.labelHeight,g[x++]=m.textHeight,g[x++]=m.positionMode,g[x++]=m.labelAngle,g[x++]=m.padding}},{key:"setUniforms",value:function(p,m){var g=m.gl,b=m.uniformLocations;g.uniformMatrix3fv(b.u_matrix,!1,p.matrix),g.uniform1f(b.u_sizeRatio,p.sizeRatio),g.uniform1f(b.u_correctionRatio,p.correctionRatio),g.uniform1f(b.u_cameraAngle,p.cameraAngle),g.uniform2f(b.u_resolution,p.width*p.pixelRatio,p.height*p.pixelRatio),g.uniform1f(b.u_pixelRatio,p.pixelRatio),g.uniform1f(b.u_labelMargin,f.labelMargin),g.uniform1f(b.u_zoomLabelSizeRatio,1/d(p.zoomRatio)),g.uniform1f(b.u_labelPixelSnapping,p.labelPixelSnapping),g.uniform1f(b.u_pickingPadding,p.labelPickingPadding),g.uniform1i(b.u_nodeDataTexture,p.nodeDataTextureUnit),g.uniform1i(b.u_nodeDataTextureWidth,p.nodeDataTextureWidth),g.uniform1i(b.u_nodeFrameTexture,p.nodeFrameTextureUnit),g.uniform1i(b.u_nodeFrameTextureWidth,p.nodeFrameTextureWidth)}},{key:"hasNothingToRender",value:function(){return this.totalCount===0}},{key:"drawWebGL",value:function(p,m){var g=m.gl;this.totalCount!==0&&g.drawArraysInstanced(g.TRIANGLE_STRIP,0,this.VERTICES,this.totalCount)}},{key:"reallocate",value:function(p){this.totalCount=p,p>this.bufferCapacity&&(this.bufferCapacity=Math.max(p,Math.ceil(this.bufferCapacity*1.5)||10),ee(f,"reallocate",this,3)([this.bufferCapacity]))}}])})(Be);return E(c,"labelMargin",l),new c(n,r,t)}var be={fontSize:64,buffer:8,radius:24,cutoff:.25,maxTextureSize:2048,debounceTimeout:100},Pt=2,Ft=1e20;function ps(n,r,t,e,a){var i=n+a*4,o=document.createElement("canvas");o.width=i,o.height=i;var s=o.getContext("2d",{willReadFrequently:!0});return s.font="".concat(e," ").concat(t," ").concat(n,"px ").concat(r),s.textBaseline="alphabetic",s.textAlign="left",s.fillStyle="black",{ctx:s,canvasSize:i,gridOuter:new Float64Array(i*i),gridInner:new Float64Array(i*i),f:new Float64Array(i),z:new Float64Array(i+1),v:new Uint16Array(i)}}function bs(n,r,t,e,a){var i=n.ctx,o=n.canvasSize,s=i.measureText(r),l=s.width,d=s.actualBoundingBoxAscent,u=s.actualBoundingBoxDescent,c=s.actualBoundingBoxLeft,v=s.actualBoundingBoxRight,f=Math.ceil(d),h=Math.ceil(c),p=Math.max(0,Math.min(o-t,Math.ceil(c)+Math.ceil(v))),m=Math.min(o-t,f+Math.ceil(u)),g=p+2*t,b=m+2*t,x=Math.max(g*b,0),_=new Uint8ClampedArray(x),y={data:_,width:g,height:b,glyphWidth:p,glyphHeight:m,glyphTop:f,glyphLeft:h,glyphAdvance:l};if(p===0||m===0)return y;var T=n.gridInner,D=n.gridOuter;i.clearRect(t,t,p,m),i.fillText(r,t+h,t+f);var A=i.getImageData(t,t,p,m);D.fill(Ft,0,x),T.fill(0,0,x);for(var F=0;F<m;F++)for(var L=0;L<p;L++){var N=A.data[4*(F*p+L)+3]/255;if(N!==0){var C=(F+t)*g+L+t;if(N===1)D[C]=0,T[C]=Ft;else{var k=.5-N;D[C]=k>0?k*k:0,T[C]=k<0?k*k:0}}}br(D,0,0,g,b,g,n.f,n.v,n.z),br(T,t,t,p,m,g,n.f,n.v,n.z);for(var S=0;S<x;S++){var R=Math.sqrt(D[S])-Math.sqrt(T[S]);_[S]=Math.round(255-255*(R/e+a))}return y}function br(n,r,t,e,a,i,o,s,l){for(var d=r;d<r+e;d++)xr(n,t*i+d,i,a,o,s,l);for(var u=t;u<t+a;u++)xr(n,u*i+r,1,e,o,s,l)}function xr(n,r,t,e,a,i,o){i[0]=0,o[0]=-Ft,o[1]=Ft,a[0]=n[r];for(var s=1,l=0,d=0;s<e;s++){a[s]=n[r+s*t];var u=s*s;do{var c=i[l];d=(a[s]-a[c]+u-c*c)/(s-c)/2}while(d<=o[l]&&--l>-1);l++,i[l]=s,o[l]=d,o[l+1]=Ft}for(var v=0,f=0;v<e;v++){for(;o[f+1]<v;)f++;var h=i[f],p=v-h;n[r+v*t]=a[h]+p*p}}var Me=(function(n){function r(){var t,e=arguments.length>0&&arguments[0]!==void 0?arguments[0]:{};return Y(this,r),t=Z(this,r),E(t,"fonts",new Map),E(t,"textures",[]),E(t,"cursor",{x:0,y:0,rowHeight:0,atlasIndex:0}),E(t,"pendingGlyphs",[]),E(t,"debounceTimer",null),t.options=B(B({},be),e),t.canvas=document.createElement("canvas"),t.canvas.width=t.options.maxTextureSize,t.canvas.height=t.options.maxTextureSize,t.ctx=t.canvas.getContext("2d",{willReadFrequently:!0}),t.measureCanvas=document.createElement("canvas"),t.measureCtx=t.measureCanvas.getContext("2d"),t.textures.push(t.ctx.getImageData(0,0,1,1)),t}return Q(r,n),$(r,[{key:"getFontKey",value:function(e){return"".concat(e.family,"-").concat(e.weight,"-").concat(e.style)}},{key:"registerFont",value:function(e){var a=this.getFontKey(e);if(this.fonts.has(a))return a;var i=ps(this.options.fontSize,e.family,e.weight,e.style,this.options.buffer);return this.fonts.set(a,{descriptor:e,generator:i,glyphs:new Map}),a}},{key:"ensureGlyphs",value:function(e,a){var i=this.fonts.get(a);if(!i)throw new Error('Font "'.concat(a,'" is not registered. Call registerFont() first.'));var o=!1,s=G(e),l;try{for(s.s();!(l=s.n()).done;){var d=l.value,u=d.codePointAt(0);u!==void 0&&(i.glyphs.has(u)||(this.pendingGlyphs.push({fontKey:a,charCode:u}),o=!0))}}catch(c){s.e(c)}finally{s.f()}o&&this.scheduleTextureGeneration()}},{key:"measureText",value:function(e,a){var i=this.fonts.get(a);if(!i)throw new Error('Font "'.concat(a,'" is not registered.'));var o=i.descriptor,s=o.family,l=o.weight,d=o.style;return this.measureCtx.font="".concat(d," ").concat(l," ").concat(this.options.fontSize,"px ").concat(s),this.measureCtx.measureText(e).width}},{key:"getGlyph",value:function(e,a){var i=this.fonts.get(a);if(i)return i.glyphs.get(e)}},{key:"getTextures",value:function(){return this.textures}},{key:"getFontCount",value:function(){return this.fonts.size}},{key:"getGlyphCount",value:function(){var e=0,a=G(this.fonts.values()),i;try{for(a.s();!(i=a.n()).done;){var o=i.value;e+=o.glyphs.size}}catch(s){a.e(s)}finally{a.f()}return e}},{key:"hasPendingGlyphs",value:function(){return this.pendingGlyphs.length>0}},{key:"flush",value:function(){this.debounceTimer&&(clearTimeout(this.debounceTimer),this.debounceTimer=null),this.generateTextures()}},{key:"destroy",value:function(){this.debounceTimer&&clearTimeout(this.debounceTimer),this.fonts.clear(),this.textures=[],this.pendingGlyphs=[],this.removeAllListeners()}},{key:"scheduleTextureGeneration",value:function(){var e=this;this.debounceTimer===null&&(this.options.debounceTimeout===null?this.generateTextures():this.debounceTimer=setTimeout(function(){e.debounceTimer=null,e.generateTextures()},this.options.debounceTimeout))}},{key:"generateTextures",value:function(){if(this.pendingGlyphs.length!==0){var e=this.options,a=e.maxTextureSize,i=e.buffer,o=e.radius,s=e.cutoff,l=G(this.pendingGlyphs),d;try{for(l.s();!(d=l.n()).done;){var u=d.value,c=u.fontKey,v=u.charCode,f=this.fonts.get(c);if(!(!f||f.glyphs.has(v))){var h=String.fromCodePoint(v),p=bs(f.generator,h,i,o,s),m=p.width,g=p.height;this.cursor.x+m+Pt>a&&(this.cursor.x=0,this.cursor.y+=this.cursor.rowHeight+Pt,this.cursor.rowHeight=0),this.cursor.y+g+Pt>a&&(this.finalizeCurrentTexture(),this.cursor={x:0,y:0,rowHeight:0,atlasIndex:this.cursor.atlasIndex+1},this.ctx.clearRect(0,0,a,a));for(var b=p.data,x=new Uint8ClampedArray(m*g*4),_=0;_<b.length;_++){var y=_*4;x[y]=255,x[y+1]=255,x[y+2]=255,x[y+3]=b[_]}var T=new ImageData(x,m,g);this.ctx.putImageData(T,this.cursor.x,this.cursor.y);var D={charCode:v,width:p.glyphWidth,height:p.glyphHeight,bearingX:-p.glyphLeft-i,bearingY:p.glyphTop+i,advance:p.glyphAdvance,atlasX:this.cursor.x,atlasY:this.cursor.y,atlasWidth:m,atlasHeight:g,atlasIndex:this.cursor.atlasIndex};f.glyphs.set(v,D),this.cursor.x+=m+Pt,this.cursor.rowHeight=Math.max(this.cursor.rowHeight,g)}}}catch(A){l.e(A)}finally{l.f()}this.finalizeCurrentTexture(),this.pendingGlyphs=[],this.emit(r.ATLAS_UPDATED_EVENT,{textures:this.textures,glyphCount:this.getGlyphCount()})}}},{key:"finalizeCurrentTexture",value:function(){var e=this.options.maxTextureSize,a=this.cursor.y>0||this.cursor.rowHeight>0,i=Math.min(e,Math.max(this.cursor.x,a?e:1)),o=Math.min(e,this.cursor.y+this.cursor.rowHeight+Pt),s=this.ctx.getImageData(0,0,i,o);this.cursor.atlasIndex>=this.textures.length?this.textures.push(s):this.textures[this.cursor.atlasIndex]=s}}])})(Er.EventEmitter);E(Me,"ATLAS_UPDATED_EVENT","atlasUpdated");var xs=be.fontSize;function ys(){var n=`  // -------------------------------------------------------------------------
  // Step 3: Calculate position offset from the shared edge distance
  // -------------------------------------------------------------------------
  vec2 positionOffset = vec2(0.0);

  if (a_positionMode < 4.0) {
    vec2 screenDir = getLabelDirection(a_positionMode);
    float boundaryDistPixels = nodeRadiusPixels * edgeDist;
    positionOffset = screenDir * (boundaryDistPixels + margin);
  }`,r=`#version 300 es

// ============================================================================
// Attributes
// ============================================================================

// Per-character (instanced)
in float a_nodeIndex;        // Index into node data texture
in vec2 a_charOffset;        // Character offset from label origin (pixels)
in vec2 a_charSize;          // Character dimensions (pixels)
in vec4 a_texCoords;         // Atlas coords: (x, y, width, height) in pixels
in vec4 a_color;             // Text color (RGBA)
in float a_margin;           // Gap between node edge and label (pixels)
in float a_positionMode;     // Position: 0=right, 1=left, 2=above, 3=below, 4=over
in float a_labelWidth;       // Total label width (pixels)
in float a_labelHeight;      // Label height (pixels)
in float a_verticalCenter;   // Vertical center offset from baseline (pixels)
in float a_textHeight;       // Actual text height: maxAscent + maxDescent (pixels)
in float a_labelAngle;       // Label rotation angle (radians)

// Per-vertex (constant quad corners)
in vec2 a_quadCorner;        // Quad corner: [-1,-1], [1,-1], [-1,1], [1,1]

// ============================================================================
// Uniforms
// ============================================================================

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_cameraAngle;
uniform vec2 u_resolution;
uniform vec2 u_atlasSize;
uniform sampler2D u_nodeDataTexture;
uniform int u_nodeDataTextureWidth;
uniform sampler2D u_nodeFrameTexture;
uniform int u_nodeFrameTextureWidth;
uniform float u_zoomLabelSizeRatio;
uniform float u_labelPixelSnapping;
uniform float u_pixelRatio;

// ============================================================================
// Varyings
// ============================================================================

out vec2 v_texCoord;
out vec4 v_color;
out float v_fontScale;

// ============================================================================
// Constants
// ============================================================================

const float bias = 255.0 / 254.0;
const float ATLAS_FONT_SIZE = `.concat(J(xs),`;

// ============================================================================
// Helper Functions
// ============================================================================

`).concat(Ee,`
`).concat(Ge,`
`).concat(ot,`
`).concat(Pr,`

// ============================================================================
// Main
// ============================================================================

void main() {
  // -------------------------------------------------------------------------
  // Step 0: Fetch node data + shared edge distance from textures
  // -------------------------------------------------------------------------
  // Node-data texture format: vec4(x, y, size, shapeId)
  // 2D texture layout: texCoord = (index % width, index / width)
  int nodeIdx = int(a_nodeIndex);
  vec4 nodeData = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, nodeIdx);
  vec2 a_anchorPosition = nodeData.xy;
  float a_nodeSize = nodeData.z;

  // Normalized edge distance from the shared frame texture (the frame-pass ran
  // the SDF search once; the label just reads the result).
  float edgeDist = readFrameTexel(u_nodeFrameTexture, u_nodeFrameTextureWidth, nodeIdx).r;

  // Per-node label rotation alignment: 0 = viewport, 1 = label turns with camera.
  float labelRotation = readNodeFlags(u_nodeDataTexture, u_nodeDataTextureWidth, nodeIdx).g;

  // Apply zoom-dependent label size scaling
  // Positional values are in CSS pixels; multiply by u_pixelRatio to convert to
  // physical pixels, which is what the NDC conversion (/ u_resolution) expects.
  float zoomScale = u_zoomLabelSizeRatio;
  float margin = a_margin * zoomScale * u_pixelRatio;
  vec2 charOffset = a_charOffset * zoomScale * u_pixelRatio;
  vec2 charSize = a_charSize * zoomScale * u_pixelRatio;
  float labelWidth = a_labelWidth * zoomScale * u_pixelRatio;
  float labelHeight = a_labelHeight * zoomScale;

  // Font scale: ratio of CSS label size to the base atlas font size.
  // Divided by u_pixelRatio because the atlas is generated at ATLAS_FONT_SIZE * pixelRatio,
  // which cancels out the u_pixelRatio in the fragment shader's gamma formula and keeps
  // the anti-aliasing band width consistent across pixel densities.
  v_fontScale = a_labelHeight * zoomScale / (ATLAS_FONT_SIZE * u_pixelRatio);

  // -------------------------------------------------------------------------
  // Step 1: Transform node position to clip space
  // -------------------------------------------------------------------------
  vec3 anchorClip = u_matrix * vec3(a_anchorPosition, 1.0);

  // -------------------------------------------------------------------------
  // Step 2: Convert node size to screen pixels
  // -------------------------------------------------------------------------
  float matrixScaleX = length(vec2(u_matrix[0][0], u_matrix[1][0]));
  float nodeRadiusGraphSpace = a_nodeSize * u_correctionRatio / u_sizeRatio * 2.0;
  float nodeRadiusNDC = nodeRadiusGraphSpace * matrixScaleX;
  float nodeRadiusPixels = nodeRadiusNDC * u_resolution.x / 2.0;

`).concat(n,`

  // -------------------------------------------------------------------------
  // Step 4: Calculate final vertex position
  // -------------------------------------------------------------------------
  vec2 cornerOffset = (a_quadCorner + 1.0) * 0.5;
  vec2 charPixelPos = positionOffset + charOffset + cornerOffset * charSize;

  // Apply text alignment based on position mode
  float verticalCenter = a_verticalCenter * zoomScale * u_pixelRatio;
  float textHeight = a_textHeight * zoomScale * u_pixelRatio;
  float baselineToDescent = textHeight / 2.0 - verticalCenter;
  float baselineToAscent = textHeight / 2.0 + verticalCenter;

  if (a_positionMode < 0.5) {
    // Right: vertically center
    charPixelPos.y += verticalCenter;
  } else if (a_positionMode < 1.5) {
    // Left: right-align and vertically center
    charPixelPos.x -= labelWidth;
    charPixelPos.y += verticalCenter;
  } else if (a_positionMode < 2.5) {
    // Above: center horizontally, bottom of text at anchor
    charPixelPos.x -= labelWidth * 0.5;
    charPixelPos.y -= baselineToDescent;
  } else if (a_positionMode < 3.5) {
    // Below: center horizontally, top of text at anchor
    charPixelPos.x -= labelWidth * 0.5;
    charPixelPos.y += baselineToAscent;
  } else {
    // Over: center both
    charPixelPos.x -= labelWidth * 0.5;
    charPixelPos.y += verticalCenter;
  }

  // Apply label angle rotation. Graph-aligned labels add the camera angle so the
  // whole label orbits the node in lockstep with the frame-pass edge distance.
  float labelAngle = a_labelAngle - labelRotation * u_cameraAngle;
  float la_c = cos(labelAngle);
  float la_s = sin(labelAngle);
  mat2 labelRotMat = mat2(la_c, -la_s, la_s, la_c);
  charPixelPos = labelRotMat * charPixelPos;

  // Snap node center to pixel grid so label/backdrop/attachment move as a unit
  vec2 nodeScreen = vec2(
    (anchorClip.x + 1.0) * u_resolution.x,
    (1.0 - anchorClip.y) * u_resolution.y
  ) * 0.5;
  charPixelPos += (round(nodeScreen) - nodeScreen) * u_labelPixelSnapping;

  // Convert to NDC (flip Y: screen Y-down -> clip Y-up)
  vec2 ndcOffset = vec2(charPixelPos.x, -charPixelPos.y) * 2.0 / u_resolution;
  gl_Position = vec4(anchorClip.xy + ndcOffset, 0.0, 1.0);

  // -------------------------------------------------------------------------
  // Step 5: Texture coordinates
  // -------------------------------------------------------------------------
  v_texCoord = (a_texCoords.xy + cornerOffset * a_texCoords.zw) / u_atlasSize;

  // -------------------------------------------------------------------------
  // Step 6: Pass color
  // -------------------------------------------------------------------------
  v_color = a_color;
  v_color.a *= bias;
}
`);return r}function _s(){var n=`#version 300 es
precision highp float;

in vec2 v_texCoord;
in vec4 v_color;
in float v_fontScale;

uniform sampler2D u_atlas;
uniform float u_gamma;
uniform float u_sdfBuffer;
uniform float u_pixelRatio;

// Fragment output (single target - picking handled via separate pass)
out vec4 fragColor;

void main() {
  #ifdef PICKING_MODE
    // Labels are not pickable - discard all fragments in picking mode
    fragColor = vec4(0.0);
    discard;
  #else
    // Sample SDF value from atlas (high = inside glyph, low = outside)
    float sdfValue = texture(u_atlas, v_texCoord).a;

    // Edge threshold: 1.0 - cutoff = 0.75 for default cutoff=0.25
    // This is where the glyph edge is located in the SDF
    float edgeThreshold = 1.0 - u_sdfBuffer;

    // Gamma controls the anti-aliasing band width.
    // Scale inversely with font scale so small labels get a wider AA band
    // (smoother) and large labels get a tighter band (sharper).
    float gamma = u_gamma / (u_pixelRatio * v_fontScale);

    // Pure gamma-based anti-aliasing using smoothstep
    // The AA band extends from (threshold - gamma) to (threshold + gamma)
    float alpha = smoothstep(edgeThreshold - gamma, edgeThreshold + gamma, sdfValue);

    // Premultiplied alpha output for correct blending
    float finalAlpha = v_color.a * alpha;
    fragColor = vec4(v_color.rgb * finalAlpha, finalAlpha);
  #endif
}
`;return n}function Ts(){return["u_matrix","u_sizeRatio","u_correctionRatio","u_cameraAngle","u_resolution","u_atlasSize","u_atlas","u_gamma","u_sdfBuffer","u_pixelRatio","u_nodeDataTexture","u_nodeDataTextureWidth","u_nodeFrameTexture","u_nodeFrameTextureWidth","u_zoomLabelSizeRatio","u_labelPixelSnapping"]}function Ss(){return{vertexShader:ys(),fragmentShader:_s(),uniforms:Ts()}}function Es(n,r,t,e){var a,i,o=e.label,s=o===void 0?{}:o,l=(a=s.margin)!==null&&a!==void 0?a:it,d=(i=s.zoomToLabelSizeRatioFunction)!==null&&i!==void 0?i:function(){return 1},u=Ss(),c=(function(v){function f(h,p,m){var g,b,x,_;if(Y(this,f),_=Z(this,f,[h,p,m]),E(_,"atlasTexture",null),E(_,"atlasNeedsUpdate",!1),E(_,"labelGlyphCache",new Map),_.atlasFontSize=be.fontSize*Lt(),_.atlasManager=new Me({fontSize:_.atlasFontSize}),_.gamma=.025,_.sdfBuffer=be.cutoff,_.atlasTexture=h.createTexture(),!_.atlasTexture)throw new Error("NodeLabelProgram: failed to create atlas texture");h.bindTexture(h.TEXTURE_2D,_.atlasTexture),h.texParameteri(h.TEXTURE_2D,h.TEXTURE_WRAP_S,h.CLAMP_TO_EDGE),h.texParameteri(h.TEXTURE_2D,h.TEXTURE_WRAP_T,h.CLAMP_TO_EDGE),h.texParameteri(h.TEXTURE_2D,h.TEXTURE_MIN_FILTER,h.LINEAR),h.texParameteri(h.TEXTURE_2D,h.TEXTURE_MAG_FILTER,h.LINEAR),h.bindTexture(h.TEXTURE_2D,null),_.atlasManager.on(Me.ATLAS_UPDATED_EVENT,function(){_.atlasNeedsUpdate=!0});var y={family:((g=s.font)===null||g===void 0?void 0:g.family)||"sans-serif",weight:((b=s.font)===null||b===void 0?void 0:b.weight)||"normal",style:((x=s.font)===null||x===void 0?void 0:x.style)||"normal"};return _.defaultFontKey=_.atlasManager.registerFont(y),_}return Q(f,v),$(f,[{key:"getDefinition",value:function(){var p=WebGL2RenderingContext,m=p.FLOAT,g=p.UNSIGNED_BYTE,b=p.TRIANGLE_STRIP;return{VERTICES:4,VERTEX_SHADER_SOURCE:u.vertexShader,FRAGMENT_SHADER_SOURCE:u.fragmentShader,METHOD:b,UNIFORMS:u.uniforms,ATTRIBUTES:[{name:"a_nodeIndex",size:1,type:m},{name:"a_charOffset",size:2,type:m},{name:"a_charSize",size:2,type:m},{name:"a_texCoords",size:4,type:m},{name:"a_color",size:4,type:g,normalized:!0},{name:"a_margin",size:1,type:m},{name:"a_positionMode",size:1,type:m},{name:"a_labelWidth",size:1,type:m},{name:"a_labelHeight",size:1,type:m},{name:"a_verticalCenter",size:1,type:m},{name:"a_textHeight",size:1,type:m},{name:"a_labelAngle",size:1,type:m}],CONSTANT_ATTRIBUTES:[{name:"a_quadCorner",size:2,type:m}],CONSTANT_DATA:[[-1,-1],[1,-1],[-1,1],[1,1]]}}},{key:"prepareLabelGlyphs",value:function(p,m){if(m.hidden||!m.text){this.labelGlyphCache.delete(p);return}var g=m.text,b=m.fontKey||this.defaultFontKey;this.atlasManager.ensureGlyphs(g,b);var x=[],_=[],y=0,T=0,D=0,A=G(g),F;try{for(A.s();!(F=A.n()).done;){var L=F.value,N=L.codePointAt(0);if(N===void 0){x.push(void 0),_.push(y);continue}var C=this.atlasManager.getGlyph(N,b);x.push(C),_.push(y),C&&(y+=C.advance,T=Math.max(T,C.bearingY),D=Math.max(D,C.atlasHeight-C.bearingY))}}catch(k){A.e(k)}finally{A.f()}this.labelGlyphCache.set(p,{glyphs:x,xOffsets:_,totalWidth:y,totalHeight:T+D,verticalCenterOffset:(T-D)/2})}},{key:"processCharacter",value:function(p,m,g,b){var x=this.floats,_=this.STRIDE,y=p*_,T=this.labelGlyphCache.get(m.parentKey);if(!T||!T.glyphs[b]){for(var D=0;D<_;D++)x[y+D]=0;return}var A=T.glyphs[b],F=T.xOffsets[b],L=m.size/this.atlasFontSize,N=ue(m.color),C=y;x[C++]=m.nodeIndex,x[C++]=(F+A.bearingX)*L,x[C++]=-A.bearingY*L,x[C++]=A.atlasWidth*L,x[C++]=A.atlasHeight*L,x[C++]=A.atlasX,x[C++]=A.atlasY,x[C++]=A.atlasWidth,x[C++]=A.atlasHeight,x[C++]=N,x[C++]=m.margin,x[C++]=rt[m.position],x[C++]=T.totalWidth*L,x[C++]=m.size,x[C++]=T.verticalCenterOffset*L,x[C++]=T.totalHeight*L,x[C++]=m.labelAngle}},{key:"processLabel",value:function(p,m,g){return this.prepareLabelGlyphs(p,g),ee(f,"processLabel",this,3)([p,m,g])}},{key:"updateAtlasTexture",value:function(){if(this.atlasNeedsUpdate){var p=this.normalProgram.gl,m=this.atlasManager.getTextures();if(m.length!==0){var g=m[0];p.bindTexture(p.TEXTURE_2D,this.atlasTexture),p.texImage2D(p.TEXTURE_2D,0,p.RGBA,g.width,g.height,0,p.RGBA,p.UNSIGNED_BYTE,g.data),p.bindTexture(p.TEXTURE_2D,null),this.atlasNeedsUpdate=!1}}}},{key:"setUniforms",value:function(p,m){var g=m.gl,b=m.uniformLocations;g.uniformMatrix3fv(b.u_matrix,!1,p.matrix),g.uniform1f(b.u_sizeRatio,p.sizeRatio),g.uniform1f(b.u_correctionRatio,p.correctionRatio),g.uniform1f(b.u_cameraAngle,p.cameraAngle),g.uniform2f(b.u_resolution,p.width*p.pixelRatio,p.height*p.pixelRatio);var x=this.atlasManager.getTextures();x.length>0?g.uniform2f(b.u_atlasSize,x[0].width,x[0].height):g.uniform2f(b.u_atlasSize,1,1),g.activeTexture(g.TEXTURE0),g.bindTexture(g.TEXTURE_2D,this.atlasTexture),g.uniform1i(b.u_atlas,0),b.u_nodeDataTexture!==void 0&&g.uniform1i(b.u_nodeDataTexture,p.nodeDataTextureUnit),b.u_nodeDataTextureWidth!==void 0&&g.uniform1i(b.u_nodeDataTextureWidth,p.nodeDataTextureWidth),g.uniform1i(b.u_nodeFrameTexture,p.nodeFrameTextureUnit),g.uniform1i(b.u_nodeFrameTextureWidth,p.nodeFrameTextureWidth),g.uniform1f(b.u_gamma,this.gamma),g.uniform1f(b.u_sdfBuffer,this.sdfBuffer),g.uniform1f(b.u_pixelRatio,p.pixelRatio),g.uniform1f(b.u_zoomLabelSizeRatio,1/f.zoomToLabelSizeRatioFunction(p.zoomRatio)),g.uniform1f(b.u_labelPixelSnapping,p.labelPixelSnapping)}},{key:"renderProgram",value:function(p,m){this.updateAtlasTexture(),this.atlasManager.hasPendingGlyphs()&&(this.atlasManager.flush(),this.updateAtlasTexture()),ee(f,"renderProgram",this,3)([p,m])}},{key:"registerFont",value:function(p){var m=arguments.length>1&&arguments[1]!==void 0?arguments[1]:"normal",g=arguments.length>2&&arguments[2]!==void 0?arguments[2]:"normal";return this.atlasManager.registerFont({family:p,weight:m,style:g})}},{key:"getAtlasManager",value:function(){return this.atlasManager}},{key:"measureLabel",value:function(p,m,g){var b=g||this.defaultFontKey;this.atlasManager.ensureGlyphs(p,b),this.atlasManager.hasPendingGlyphs()&&this.atlasManager.flush();var x=0,_=0,y=0,T=G(p),D;try{for(T.s();!(D=T.n()).done;){var A=D.value,F=A.codePointAt(0);if(F!==void 0){var L=this.atlasManager.getGlyph(F,b);L&&(x+=L.advance,_=Math.max(_,L.bearingY),y=Math.max(y,L.atlasHeight-L.bearingY))}}}catch(C){T.e(C)}finally{T.f()}var N=m/this.atlasFontSize;return{width:x*N,height:m,textHeight:(_+y)*N}}},{key:"ensureGlyphsReady",value:function(p,m){var g=m||this.defaultFontKey,b=G(p),x;try{for(b.s();!(x=b.n()).done;){var _=x.value;this.atlasManager.ensureGlyphs(_,g)}}catch(y){b.e(y)}finally{b.f()}this.atlasManager.flush()}},{key:"kill",value:function(){var p=this.normalProgram.gl;this.atlasTexture&&(p.deleteTexture(this.atlasTexture),this.atlasTexture=null),this.atlasManager.destroy(),this.labelGlyphCache.clear(),ee(f,"kill",this,3)([])}}])})(zr);return E(c,"labelMargin",l),E(c,"zoomToLabelSizeRatioFunction",d),new c(n,r,t)}var Rs=`#version 300 es
precision highp float;

in float v_edgeDist;

// R32F target: only the .r channel is stored.
out vec4 fragColor;

void main() {
  fragColor = vec4(v_edgeDist, 0.0, 0.0, 0.0);
}
`;function As(n,r,t){var e=oa(n),a=zt(n).map(function(h){return"uniform ".concat(h.type," ").concat(h.name,";")}).join(`
`),i=Ko(n,t),o=i.code,s=i.multiShape,l=st(n,r),d=Object.keys(l.specs).map(function(h){return"float v_".concat(h,";")}).join(`
`),u=at(l,{varPrefix:"nodeAttr",baseTexelExpr:"nodeIdx * u_layerAttributeTexelsPerNode",textureWidthUniform:"u_layerAttributeTextureWidth",textureSamplerUniform:"u_layerAttributeTexture"}),c=u.fetchCode,v=u.varyingAssignments,f=`#version 300 es
precision highp float;

uniform float u_cameraAngle;
uniform sampler2D u_nodeDataTexture;
uniform int u_nodeDataTextureWidth;
uniform float u_frameTextureWidth;
uniform float u_frameTextureHeight;
uniform sampler2D u_layerAttributeTexture;
uniform int u_layerAttributeTextureWidth;
uniform int u_layerAttributeTexelsPerNode;
`.concat(a,`

in float a_nodeIndex;     // node-data texture index (also the target frame texel)
in float a_positionMode;  // 0=right 1=left 2=above 3=below 4=over
in float a_labelAngle;    // intrinsic label angle (radians)

out float v_edgeDist;

// Shape attributes (plain globals: this pass is vertex-only)
`).concat(d,`

`).concat(Ee,`
`).concat(Ge,`
`).concat(e,`
`).concat(o,`
`).concat(Pr,`

void main() {
  int nodeIdx = int(a_nodeIndex);
`).concat(c,`
`).concat(v,`
  `).concat(s?`// Multi-shape: the shape id lives in the node-data texture's .w channel:
  g_shapeId = int(readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, nodeIdx).w);`:"// Single-shape mode, shape id not needed",`

  // Per-node rotation alignment (0 = viewport, 1 = graph).
  vec4 nodeFlags = readNodeFlags(u_nodeDataTexture, u_nodeDataTextureWidth, nodeIdx);
  float nodeRotation = nodeFlags.r;
  float labelRotation = nodeFlags.g;

  // Effective angle: intrinsic (style-given) plus the camera angle when the label
  // is graph-aligned. The companions place the box at this same angle.
  float effectiveAngle = a_labelAngle - labelRotation * u_cameraAngle;

  // The "over" mode (4) sits on the node center, so it has no edge distance.
  float edgeDist = 0.0;
  if (a_positionMode < 4.0) {
    vec2 screenDir = getLabelDirection(a_positionMode);
    // Rotate by the effective label angle. Inlined rather than via rotate2D()
    // because the shape SDFs (getShapeGLSLForShapes) already define that helper
    // for multi-shape programs, and redefining it would be a GLSL error.
    float ea_c = cos(effectiveAngle);
    float ea_s = sin(effectiveAngle);
    vec2 rotatedScreenDir = mat2(ea_c, -ea_s, ea_s, ea_c) * screenDir;
    // Screen (Y-down) -> SDF (Y-up).
    vec2 sdfDir = vec2(rotatedScreenDir.x, -rotatedScreenDir.y);
    // Counter-rotate into the shape's local frame for graph-aligned nodes, so the
    // boundary is queried against the shape's actual on-screen orientation.
    float nodeCa = -u_cameraAngle * nodeRotation;
    float nc = cos(nodeCa), ns = sin(nodeCa);
    sdfDir = mat2(nc, -ns, ns, nc) * sdfDir;
    edgeDist = findEdgeDistance(sdfDir, 1.0);
  }
  v_edgeDist = edgeDist;

  // Scatter to this node's texel center in the frame texture.
  float x = mod(a_nodeIndex, u_frameTextureWidth);
  float y = floor(a_nodeIndex / u_frameTextureWidth);
  vec2 ndc = (vec2(x, y) + 0.5) / vec2(u_frameTextureWidth, u_frameTextureHeight) * 2.0 - 1.0;
  gl_Position = vec4(ndc, 0.0, 1.0);
  gl_PointSize = 1.0;
}
`);return f}var Nr=(function(){function n(r,t){Y(this,n),E(this,"uniformLocations",{});var e=t.shapes,a=t.layers,i=t.shapeGlobalIds;if(e.length===0)throw new Error("NodeLabelFramePass: at least one shape must be provided");this.gl=r,this.shapeUniforms=zt(e),this.hasAttributeData=Object.keys(st(e,a).offsets).length>0,this.vertexShader=aa(r,As(e,a,i)),this.fragmentShader=ra(r,Rs),this.program=ia(r,[this.vertexShader,this.fragmentShader]);var o=["u_cameraAngle","u_nodeDataTexture","u_nodeDataTextureWidth","u_frameTextureWidth","u_frameTextureHeight","u_layerAttributeTexture","u_layerAttributeTextureWidth","u_layerAttributeTexelsPerNode"].concat(H(this.shapeUniforms.map(function(g){return g.name}))),s=G(o),l;try{for(s.s();!(l=s.n()).done;){var d=l.value;this.uniformLocations[d]=r.getUniformLocation(this.program,d)}}catch(g){s.e(g)}finally{s.f()}var u=n.FLOATS_PER_POINT*4;this.vao=r.createVertexArray(),this.buffer=r.createBuffer(),r.bindVertexArray(this.vao),r.bindBuffer(r.ARRAY_BUFFER,this.buffer);var c=G([["a_nodeIndex",0],["a_positionMode",4],["a_labelAngle",8]]),v;try{for(c.s();!(v=c.n()).done;){var f=K(v.value,2),h=f[0],p=f[1],m=r.getAttribLocation(this.program,h);m>=0&&(r.enableVertexAttribArray(m),r.vertexAttribPointer(m,1,r.FLOAT,!1,u,p))}}catch(g){c.e(g)}finally{c.f()}r.bindVertexArray(null)}return $(n,[{key:"run",value:function(t,e,a,i,o){if(e!==0){var s=this.gl;s.useProgram(this.program),s.bindVertexArray(this.vao),s.bindBuffer(s.ARRAY_BUFFER,this.buffer),s.bufferData(s.ARRAY_BUFFER,t.subarray(0,e*n.FLOATS_PER_POINT),s.DYNAMIC_DRAW);var l=this.uniformLocations;s.uniform1f(l.u_cameraAngle,i.cameraAngle),s.uniform1i(l.u_nodeDataTexture,i.nodeDataTextureUnit),s.uniform1i(l.u_nodeDataTextureWidth,i.nodeDataTextureWidth),s.uniform1f(l.u_frameTextureWidth,a.getTextureWidth()),s.uniform1f(l.u_frameTextureHeight,a.getTextureHeight()),this.hasAttributeData&&o&&(o.bind(Pe),l.u_layerAttributeTexture&&s.uniform1i(l.u_layerAttributeTexture,Pe),l.u_layerAttributeTextureWidth&&s.uniform1i(l.u_layerAttributeTextureWidth,o.getTextureWidth()),l.u_layerAttributeTexelsPerNode&&s.uniform1i(l.u_layerAttributeTexelsPerNode,o.getTexelsPerItem()));var d=G(this.shapeUniforms),u;try{for(d.s();!(u=d.n()).done;){var c=u.value;da(s,this.uniformLocations[c.name],c)}}catch(v){d.e(v)}finally{d.f()}a.bindAsRenderTarget(),s.disable(s.BLEND),s.disable(s.DEPTH_TEST),s.drawArrays(s.POINTS,0,e),s.bindFramebuffer(s.FRAMEBUFFER,null),s.bindVertexArray(null)}}},{key:"kill",value:function(){var t=this.gl;t.deleteProgram(this.program),t.deleteShader(this.vertexShader),t.deleteShader(this.fragmentShader),t.deleteBuffer(this.buffer),t.deleteVertexArray(this.vao)}}])})();E(Nr,"FLOATS_PER_POINT",3);function Mr(n,r,t,e,a){var i,o=e.label,s=o===void 0?{}:o,l=e.shapes;if(l.length===0)throw new Error("createNodeProgram: at least one shape must be provided in 'shapes'");var d={},u=[],c;l.forEach(function(D,A){var F=Oo(D);A===0&&(c=F),d[D.name]=A,u[A]=It(F)});var v=H(e.layers),f=pr({shapes:l,layers:v,shapeGlobalIds:l.length>1?u:void 0,antialias:a}),h=Es(n,null,t,{label:s}),p=fs(n,null,t,{shapes:l,layers:v,getAttributeTexture:function(){return T.getAttributeTexture()},label:s,shapeGlobalIds:l.length>1?u:void 0}),m=ms(n,r,t,{label:s}),g=e.labelAttachments&&Object.keys(e.labelAttachments).length>0?rs(n,null,t,{label:s}):null,b=new Nr(n,{shapes:l,layers:v,shapeGlobalIds:l.length>1?u:void 0}),x=Rn(l,v),_=he(x),y=(i=(function(D){function A(F,L,N){var C;Y(this,A),C=Z(this,A,[F,L,N]),E(C,"layerLifecycles",new Map),E(C,"layersNeedingRegeneration",new Set),E(C,"attrDescriptors",[]),C._pickingBuffer=L;var k=y.layerTextures.get(F);k||(k=new Tn(F,_),y.layerTextures.set(F,k)),C.layerAttributeTexture=k;var S=y.textureRefCounts.get(F)||0;y.textureRefCounts.set(F,S+1),C.packedAttributeData=new Float32Array(_.floatsPerItem),v.forEach(function(I,z){if(I.lifecycle){var P={gl:F,renderer:{refresh:function(){return N.refresh()}},getUniformLocation:function(U){return F.getUniformLocation(C.normalProgram.program,U)},requestShaderRegeneration:function(){C.layersNeedingRegeneration.add(z)},requestRefresh:function(){N.refresh()}},w=I.lifecycle(P);C.layerLifecycles.set(z,w)}}),C.layerLifecycles.forEach(function(I){var z;(z=I.init)===null||z===void 0||z.call(I)});var R=new Map;return C.layerLifecycles.forEach(function(I,z){I.getAttributeData&&R.set(z,I)}),C.attrDescriptors=Sn(x,_,R),C}return Q(A,D),$(A,[{key:"getDefinition",value:function(){var L=WebGL2RenderingContext,N=L.FLOAT,C=L.TRIANGLE_STRIP;return{VERTICES:4,VERTEX_SHADER_SOURCE:f.vertexShader,FRAGMENT_SHADER_SOURCE:f.fragmentShader,METHOD:C,UNIFORMS:f.uniforms,ATTRIBUTES:f.attributes,CONSTANT_ATTRIBUTES:[{name:"a_quadCorner",size:2,type:N}],CONSTANT_DATA:[[-1,-1],[1,-1],[-1,1],[1,1]]}}},{key:"maybeRegenerateShaders",value:function(){var L=this;if(this.layersNeedingRegeneration.size!==0){v=v.map(function(z,P){if(L.layersNeedingRegeneration.has(P)){var w=L.layerLifecycles.get(P);if(w!=null&&w.regenerate){var M=w.regenerate();return B(B({},M),{},{lifecycle:z.lifecycle})}}return z}),this.layersNeedingRegeneration.clear(),f=pr({shapes:l,layers:v,shapeGlobalIds:l.length>1?u:void 0,antialias:this.renderer.getSetting("antialiasNodes")});var N=this.normalProgram.gl,C=this.normalProgram,k=C.program,S=C.buffer,R=C.vertexShader,I=C.fragmentShader;N.deleteProgram(k),N.deleteBuffer(S),N.deleteShader(R),N.deleteShader(I),this.normalProgram=this.getProgramInfo("normal",N,f.vertexShader,f.fragmentShader,this._pickingBuffer)}}},{key:"allocateNode",value:function(L){this.layerAttributeTexture.allocate(L)}},{key:"freeNode",value:function(L){this.layerAttributeTexture.free(L)}},{key:"getAttributeTexture",value:function(){return this.layerAttributeTexture}},{key:"uploadLayerTexture",value:function(){this.layerAttributeTexture.upload()}},{key:"process",value:function(L,N,C,k,S){var R=N*this.STRIDE;if(C.visibility==="hidden"){for(var I=R+this.STRIDE;R<I;R++)this.floats[R]=0;this.floats[N*this.STRIDE]=Fr;return}this.processVisibleItem(Qe(L),R,C,k,S)}},{key:"processVisibleItem",value:function(L,N,C,k,S){var R,I=this.floats,z=this.ints;if(I[N++]=k,z[N++]=L,I[N++]=(R=C.opacity)!==null&&R!==void 0?R:1,_.floatsPerItem!==0){var P=this.packedAttributeData;En(this.attrDescriptors,C,P,C.color,this.layerLifecycles,0),this.layerAttributeTexture.updateAllAttributes(S,P)}}},{key:"setUniforms",value:function(L,N){var C=this,k=N.gl,S=N.uniformLocations;S.u_matrix&&k.uniformMatrix3fv(S.u_matrix,!1,L.matrix),S.u_sizeRatio&&k.uniform1f(S.u_sizeRatio,L.sizeRatio),S.u_correctionRatio&&k.uniform1f(S.u_correctionRatio,L.correctionRatio),S.u_pickingPadding&&k.uniform1f(S.u_pickingPadding,L.nodePickingPadding),S.u_cameraAngle&&k.uniform1f(S.u_cameraAngle,L.cameraAngle),S.u_nodeDataTexture&&k.uniform1i(S.u_nodeDataTexture,L.nodeDataTextureUnit),S.u_nodeDataTextureWidth&&k.uniform1i(S.u_nodeDataTextureWidth,L.nodeDataTextureWidth),S.u_layerAttributeTexture&&(this.layerAttributeTexture.bind(Pe),k.uniform1i(S.u_layerAttributeTexture,Pe)),S.u_layerAttributeTextureWidth&&k.uniform1i(S.u_layerAttributeTextureWidth,this.layerAttributeTexture.getTextureWidth()),S.u_layerAttributeTexelsPerNode&&k.uniform1i(S.u_layerAttributeTexelsPerNode,this.layerAttributeTexture.getTexelsPerItem()),l.forEach(function(R){R.uniforms.forEach(function(I){C.setTypedUniform(I,N)})}),v.forEach(function(R){R.uniforms.forEach(function(I){C.setTypedUniform(I,N)})})}},{key:"render",value:function(L,N,C){this.maybeRegenerateShaders(),ee(A,"render",this,3)([L,N,C])}},{key:"renderProgram",value:function(L,N){var C=N.gl,k=N.program;C.useProgram(k),N===this.normalProgram&&this.layerLifecycles.forEach(function(S){var R;(R=S.beforeRender)===null||R===void 0||R.call(S)}),ee(A,"renderProgram",this,3)([L,N])}},{key:"kill",value:function(){this.layerLifecycles.forEach(function(C){var k;(k=C.kill)===null||k===void 0||k.call(C)}),this.layerLifecycles.clear();var L=this.normalProgram.gl,N=(y.textureRefCounts.get(L)||1)-1;N<=0?(this.layerAttributeTexture.kill(),y.layerTextures.delete(L),y.textureRefCounts.delete(L)):y.textureRefCounts.set(L,N),ee(A,"kill",this,3)([])}}])})(Be),E(i,"layerTextures",new WeakMap),E(i,"textureRefCounts",new WeakMap),i),T=new y(n,null,t);return{nodeProgram:T,labelProgram:h,backdropProgram:p,labelBackgroundProgram:m,attachmentProgram:g,framePass:b,shapeSlug:c,shapeNameToIndex:l.length>1?d:void 0,shapeGlobalIds:l.length>1?u:void 0}}var we=6;function Gt(n){var r=n.offsets,t=n.specs,e=n.floatsPerItem,a=Object.keys(r);if(a.length===0||e===0)return{uniformDeclarations:"",uniformNames:[],vertexVaryingDeclarations:"",fragmentVaryingDeclarations:"",fetchCode:"",varyingAssignments:""};var i=`
uniform sampler2D u_edgeAttributeTexture;
uniform int u_edgeAttributeTextureWidth;
uniform int u_edgeAttributeTexelsPerEdge;`,o=["u_edgeAttributeTexture","u_edgeAttributeTextureWidth","u_edgeAttributeTexelsPerEdge"],s=a.map(function(f){var h=t[f].size===1?"float":"vec".concat(t[f].size);return"".concat(h," v_").concat(f,";")}),l=s.map(function(f){return"out ".concat(f)}).join(`
`),d=s.map(function(f){return"in ".concat(f)}).join(`
`),u=at(n,{varPrefix:"attr",baseTexelExpr:"edgeIdx * u_edgeAttributeTexelsPerEdge",textureWidthUniform:"u_edgeAttributeTextureWidth",textureSamplerUniform:"u_edgeAttributeTexture"}),c=u.fetchCode,v=u.varyingAssignments;return{uniformDeclarations:i,uniformNames:o,vertexVaryingDeclarations:l,fragmentVaryingDeclarations:d,fetchCode:c,varyingAssignments:v}}function Ds(n){return`
float findSourceClampT_`.concat(n,`(vec2 source, float sourceSize, int sourceShapeId, float sourceRotateAlign, vec2 target, float margin) {
  float lo = 0.0, hi = 0.5;
  float nodeExtent = sourceSize * u_correctionRatio / u_sizeRatio * 2.0;
  float effectiveSize = 1.0 - u_correctionRatio / nodeExtent;

  // Counter-rotate the query point so viewport-aligned nodes (rotateAlign=0) are
  // clamped against their on-screen orientation; graph-aligned nodes skip it.
  float ca = u_cameraAngle * (1.0 - sourceRotateAlign);
  float rc = cos(ca), rs = sin(ca);
  mat2 rot = mat2(rc, -rs, rs, rc);

  for (int i = 0; i < 12; i++) {
    float mid = (lo + hi) * 0.5;
    vec2 pos = path_`).concat(n,`_position(mid, source, target);
    vec2 localPos = rot * ((pos - source) / nodeExtent);
    float sdf = querySDF(sourceShapeId, localPos, effectiveSize);
    if (sdf < 0.0) lo = mid;
    else hi = mid;
  }

  float pathLen = path_`).concat(n,`_length(source, target);
  float marginT = (margin * u_correctionRatio / u_sizeRatio) / pathLen;
  return (lo + hi) * 0.5 + marginT;
}
`)}function Cs(n){return`
float findTargetClampT_`.concat(n,`(vec2 source, vec2 target, float targetSize, int targetShapeId, float targetRotateAlign, float margin) {
  float lo = 0.5, hi = 1.0;
  float nodeExtent = targetSize * u_correctionRatio / u_sizeRatio * 2.0;
  float effectiveSize = 1.0 - u_correctionRatio / nodeExtent;

  // See findSourceClampT_ for the rotation rationale.
  float ca = u_cameraAngle * (1.0 - targetRotateAlign);
  float rc = cos(ca), rs = sin(ca);
  mat2 rot = mat2(rc, -rs, rs, rc);

  for (int i = 0; i < 12; i++) {
    float mid = (lo + hi) * 0.5;
    vec2 pos = path_`).concat(n,`_position(mid, source, target);
    vec2 localPos = rot * ((pos - target) / nodeExtent);
    float sdf = querySDF(targetShapeId, localPos, effectiveSize);
    if (sdf < 0.0) hi = mid;
    else lo = mid;
  }

  float pathLen = path_`).concat(n,`_length(source, target);
  float marginT = (margin * u_correctionRatio / u_sizeRatio) / pathLen;
  return (lo + hi) * 0.5 - marginT;
}
`)}function Gr(n){return`
// Auto-generated numerical tangent (from position via finite differences)
vec2 path_`.concat(n,`_tangent(float t, vec2 source, vec2 target) {
  float epsilon = 0.001;
  float t1 = max(0.0, t - epsilon);
  float t2 = min(1.0, t + epsilon);
  vec2 p1 = path_`).concat(n,`_position(t1, source, target);
  vec2 p2 = path_`).concat(n,`_position(t2, source, target);
  return normalize(p2 - p1);
}

// Auto-generated normal (perpendicular to tangent)
vec2 path_`).concat(n,`_normal(float t, vec2 source, vec2 target) {
  vec2 tangent = path_`).concat(n,`_tangent(t, source, target);
  return vec2(-tangent.y, tangent.x);
}
`)}function Ls(n){return`
// Auto-generated path length (samples position 16 times)
float path_`.concat(n,`_length(vec2 source, vec2 target) {
  float len = 0.0;
  vec2 prev = path_`).concat(n,`_position(0.0, source, target);
  for (int i = 1; i <= 16; i++) {
    float t = float(i) / 16.0;
    vec2 curr = path_`).concat(n,`_position(t, source, target);
    len += length(curr - prev);
    prev = curr;
  }
  return len;
}
`)}function Ps(n){return`
// Auto-generated closest_t (coarse sample + ternary search)
float path_`.concat(n,`_closest_t(vec2 p, vec2 source, vec2 target) {
  // Coarse search: find best among 10 samples
  float bestT = 0.0;
  float bestDist = 1e10;
  for (int i = 0; i <= 10; i++) {
    float t = float(i) / 10.0;
    vec2 pos = path_`).concat(n,`_position(t, source, target);
    float d = length(p - pos);
    if (d < bestDist) {
      bestDist = d;
      bestT = t;
    }
  }

  // Refine with ternary search
  float lo = max(0.0, bestT - 0.1);
  float hi = min(1.0, bestT + 0.1);
  for (int i = 0; i < 10; i++) {
    float mid1 = lo + (hi - lo) / 3.0;
    float mid2 = hi - (hi - lo) / 3.0;
    float d1 = length(p - path_`).concat(n,`_position(mid1, source, target));
    float d2 = length(p - path_`).concat(n,`_position(mid2, source, target));
    if (d1 < d2) {
      hi = mid2;
    } else {
      lo = mid1;
    }
  }
  return (lo + hi) * 0.5;
}
`)}function ws(n){return`
// Auto-generated signed distance (via closest_t + normal)
float path_`.concat(n,`_distance(vec2 p, vec2 source, vec2 target) {
  float closestT = path_`).concat(n,`_closest_t(p, source, target);
  vec2 closest = path_`).concat(n,`_position(closestT, source, target);
  vec2 diff = p - closest;
  float dist = length(diff);
  if (dist < 0.0001) return 0.0;

  // Get normal at closest point
  vec2 normal = path_`).concat(n,`_normal(closestT, source, target);
  return dist * sign(dot(diff, normal));
}
`)}function Fs(n){return`
// Auto-generated t_at_distance (binary search)
float path_`.concat(n,`_t_at_distance(float targetDist, vec2 source, vec2 target) {
  if (targetDist <= 0.0) return 0.0;

  float totalLen = path_`).concat(n,`_length(source, target);
  if (targetDist >= totalLen) return 1.0;

  // Binary search for t
  float lo = 0.0, hi = 1.0;
  for (int i = 0; i < 12; i++) {
    float mid = (lo + hi) * 0.5;

    // Compute arc length from 0 to mid
    float arcLen = 0.0;
    vec2 prev = path_`).concat(n,`_position(0.0, source, target);
    for (int j = 1; j <= 8; j++) {
      float t = mid * float(j) / 8.0;
      vec2 curr = path_`).concat(n,`_position(t, source, target);
      arcLen += length(curr - prev);
      prev = curr;
    }

    if (arcLen < targetDist) {
      lo = mid;
    } else {
      hi = mid;
    }
  }
  return (lo + hi) * 0.5;
}
`)}function mn(n,r){var t=new RegExp("\\b(float|vec[234]|void|int|bool)\\s+".concat(r,"\\s*\\("));return t.test(n)}function Br(n,r){var t=[];return mn(r,"path_".concat(n,"_length"))||t.push(Ls(n)),mn(r,"path_".concat(n,"_closest_t"))||t.push(Ps(n)),mn(r,"path_".concat(n,"_distance"))||t.push(ws(n)),mn(r,"path_".concat(n,"_t_at_distance"))||t.push(Fs(n)),t.length>0?`
// ============================================================================
// Auto-generated fallback functions (path only provided position)
// ============================================================================
`.concat(t.join(`
`)):""}function Wr(n){var r,t,e,a=n.paths,i=n.layers,o=(r=n.extremities)!==null&&r!==void 0?r:[];if(a.length===0)throw new Error("At least one path is required in 'paths'");if(i.length===0)throw new Error("At least one layer is required in 'layers'");var s=(t=n.defaultHead)!==null&&t!==void 0?t:"none",l=(e=n.defaultTail)!==null&&e!==void 0?e:"none";return{paths:a,extremities:o,layers:i,path:a[0],layer:i[0],defaultHead:s,defaultTail:l}}var Or=WebGL2RenderingContext,kt=Or.FLOAT,yr=Or.UNSIGNED_BYTE;function ks(n,r,t){var e=new Set(["u_matrix","u_sizeRatio","u_correctionRatio","u_zoomRatio","u_pixelRatio","u_cameraAngle","u_minEdgeThickness","u_pickingPadding","u_nodeDataTexture","u_nodeDataTextureWidth","u_edgeDataTexture","u_edgeDataTextureWidth","u_edgeFrameTexture","u_edgeFrameTextureWidth","u_edgeAttributeTexture","u_edgeAttributeTextureWidth","u_edgeAttributeTexelsPerEdge"]),a=new Set(e);return n.forEach(function(i){return i.uniforms.forEach(function(o){return a.add(o.name)})}),r.forEach(function(i){return i.uniforms.forEach(function(o){return a.add(o.name)})}),t.forEach(function(i){return i.uniforms.forEach(function(o){return a.add(o.name)})}),Array.from(a)}function ua(n){var r=new Set,t=[],e=G(n),a;try{for(e.s();!(a=e.n()).done;){var i=a.value;r.has(i.name)||(r.add(i.name),t.push("// Path: ".concat(i.name)),t.push(i.glsl),t.push(Gr(i.name)),t.push(Br(i.name,i.glsl)))}}catch(o){e.e(o)}finally{e.f()}return t.join(`

`)}function Is(n){var r=[],t=G(n),e;try{for(t.s();!(e=t.n()).done;){var a=e.value;r.push("// Extremity: ".concat(a.name)),r.push(a.glsl)}}catch(i){t.e(i)}finally{t.f()}return r.join(`

`)}var zs=[{queryName:"queryPathPosition",pathFunc:"position",returnType:"vec2",params:"float t, vec2 source, vec2 target",args:"t, source, target"},{queryName:"queryPathTangent",pathFunc:"tangent",returnType:"vec2",params:"float t, vec2 source, vec2 target",args:"t, source, target"},{queryName:"queryPathNormal",pathFunc:"normal",returnType:"vec2",params:"float t, vec2 source, vec2 target",args:"t, source, target"},{queryName:"queryPathLength",pathFunc:"length",returnType:"float",params:"vec2 source, vec2 target",args:"source, target"},{queryName:"queryPathClosestT",pathFunc:"closest_t",returnType:"float",params:"vec2 p, vec2 source, vec2 target",args:"p, source, target"}];function Ns(n,r){var t=r.queryName,e=r.pathFunc,a=r.returnType,i=r.params,o=r.args;if(n.length===1)return"".concat(a," ").concat(t,"(int pathId, ").concat(i,`) {
  return path_`).concat(n[0].name,"_").concat(e,"(").concat(o,`);
}`);var s=n.map(function(l,d){return"    case ".concat(d,": return path_").concat(l.name,"_").concat(e,"(").concat(o,");")}).join(`
`);return"".concat(a," ").concat(t,"(int pathId, ").concat(i,`) {
  switch (pathId) {
`).concat(s,`
    default: return path_`).concat(n[0].name,"_").concat(e,"(").concat(o,`);
  }
}`)}function ca(n){return zs.map(function(r){return Ns(n,r)}).join(`

`)}function Ms(n){if(n.length===1)return`float queryExtremitySDF(int extremityId, vec2 uv, float lengthRatio, float widthRatio) {
  return extremity_`.concat(n[0].name,`(uv, lengthRatio, widthRatio);
}`);var r=n.map(function(t,e){return"    case ".concat(e,": return extremity_").concat(t.name,"(uv, lengthRatio, widthRatio);")}).join(`
`);return`float queryExtremitySDF(int extremityId, vec2 uv, float lengthRatio, float widthRatio) {
  switch (extremityId) {
`.concat(r,`
    default: return extremity_`).concat(n[0].name,`(uv, lengthRatio, widthRatio);
  }
}`)}function Gs(n){var r=[],t=G(n),e;try{for(t.s();!(e=t.n()).done;){var a=e.value;r.push(Ds(a.name)),r.push(Cs(a.name))}}catch(s){t.e(s)}finally{t.f()}if(n.length===1)r.push(`
float queryFindSourceClampT(int pathId, vec2 source, float sourceSize, int sourceShapeId, float sourceRotateAlign, vec2 target, float margin) {
  return findSourceClampT_`.concat(n[0].name,`(source, sourceSize, sourceShapeId, sourceRotateAlign, target, margin);
}

float queryFindTargetClampT(int pathId, vec2 source, vec2 target, float targetSize, int targetShapeId, float targetRotateAlign, float margin) {
  return findTargetClampT_`).concat(n[0].name,`(source, target, targetSize, targetShapeId, targetRotateAlign, margin);
}`));else{var i=n.map(function(s,l){return"    case ".concat(l,": return findSourceClampT_").concat(s.name,"(source, sourceSize, sourceShapeId, sourceRotateAlign, target, margin);")}).join(`
`),o=n.map(function(s,l){return"    case ".concat(l,": return findTargetClampT_").concat(s.name,"(source, target, targetSize, targetShapeId, targetRotateAlign, margin);")}).join(`
`);r.push(`
float queryFindSourceClampT(int pathId, vec2 source, float sourceSize, int sourceShapeId, float sourceRotateAlign, vec2 target, float margin) {
  switch (pathId) {
`.concat(i,`
    default: return findSourceClampT_`).concat(n[0].name,`(source, sourceSize, sourceShapeId, sourceRotateAlign, target, margin);
  }
}

float queryFindTargetClampT(int pathId, vec2 source, vec2 target, float targetSize, int targetShapeId, float targetRotateAlign, float margin) {
  switch (pathId) {
`).concat(o,`
    default: return findTargetClampT_`).concat(n[0].name,`(source, target, targetSize, targetShapeId, targetRotateAlign, margin);
  }
}`))}return r.join(`

`)}function Bs(n,r,t,e,a){var i=he([].concat(H(n),H(t))),o=Gt(i),s=st(e,a),l=Object.keys(s.offsets),d=function(D){var A=s.specs[D].size;return A===1?"float":"vec".concat(A)},u=l.map(function(T){return"".concat(d(T)," v_source_").concat(T,`;
`).concat(d(T)," v_target_").concat(T,";")}).join(`
`),c=at(s,{varPrefix:"srcNodeAttr",baseTexelExpr:"srcIdx * u_layerAttributeTexelsPerNode",textureWidthUniform:"u_layerAttributeTextureWidth",textureSamplerUniform:"u_layerAttributeTexture",outputPrefix:"v_source_"}),v=at(s,{varPrefix:"tgtNodeAttr",baseTexelExpr:"tgtIdx * u_layerAttributeTexelsPerNode",textureWidthUniform:"u_layerAttributeTextureWidth",textureSamplerUniform:"u_layerAttributeTexture",outputPrefix:"v_target_"}),f=l.map(function(T){return"".concat(d(T)," g_").concat(T,";")}).join(`
`),h=l.map(function(T){return"  g_".concat(T," = v_source_").concat(T,";")}).join(`
`),p=l.map(function(T){return"  g_".concat(T," = v_target_").concat(T,";")}).join(`
`),m=new Set,g=[],b=function(D){m.has(D.name)||(m.add(D.name),g.push("uniform ".concat(D.type," ").concat(D.name,";")))};n.forEach(function(T){return T.uniforms.forEach(b)}),r.forEach(function(T){return T.uniforms.forEach(b)});var x=r.map(function(T){return J(T.widthFactor)}).join(", "),_=Math.max.apply(Math,H(n.map(function(T){return T.minBodyLengthRatio||0}))),y=`#version 300 es

// Node and edge data textures
uniform sampler2D u_nodeDataTexture;
uniform int u_nodeDataTextureWidth;
uniform sampler2D u_edgeDataTexture;
uniform int u_edgeDataTextureWidth;

// Edge attribute texture (for path-specific attributes like curvature)
`.concat(o.uniformDeclarations,`

// Node attribute texture (for node shape attributes)
uniform sampler2D u_layerAttributeTexture;
uniform int u_layerAttributeTextureWidth;
uniform int u_layerAttributeTexelsPerNode;

// Render params needed for clamping
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_cameraAngle;
uniform float u_minEdgeThickness;

// Edge-frame texture dimensions, for scattering each point to its texel
uniform float u_frameTextureWidth;
uniform float u_frameTextureHeight;

// Custom path/extremity uniforms
`).concat(g.join(`
`),`

// Path attribute varyings — assigned so path functions can read them as globals
`).concat(o.vertexVaryingDeclarations,`

// Node size varyings — read by path functions like loop
out float v_sourceNodeSize;
out float v_targetNodeSize;

// Node shape attributes per endpoint, and the ones querySDF reads
`).concat(u,`
`).concat(f,`

// Scattered output written to the edge-frame texel: [tStart, tEnd, straightenFactor, pathLength]
out vec4 v_clamp;

// Extremity width factor array (needed for extremityScale computation)
const float EXTREMITY_WIDTH_FACTORS[`).concat(r.length,"] = float[](").concat(x,`);

// Node-data fetch helpers (geometry texel + rotation-flags texel)
`).concat(Ee,`
`).concat(Ge,`

// Shape SDFs for node boundary clamping
`).concat(Uo(),`
`).concat(Ho(new Set(l)),`

// Path functions
`).concat(ua(n),`
`).concat(ca(n),`
`).concat(Gs(n),`

void main() {
  // One point per edge-data row; the row index is the edge-frame texel target.
  int edgeIdx = gl_VertexID;
  int texel0Idx = edgeIdx * 2;
  int texel1Idx = edgeIdx * 2 + 1;
  ivec2 edgeTexCoord0 = ivec2(texel0Idx % u_edgeDataTextureWidth, texel0Idx / u_edgeDataTextureWidth);
  ivec2 edgeTexCoord1 = ivec2(texel1Idx % u_edgeDataTextureWidth, texel1Idx / u_edgeDataTextureWidth);
  vec4 edgeData0 = texelFetch(u_edgeDataTexture, edgeTexCoord0, 0);
  vec4 edgeData1 = texelFetch(u_edgeDataTexture, edgeTexCoord1, 0);

  int srcIdx = int(edgeData0.x);
  int tgtIdx = int(edgeData0.y);
  float a_thickness = edgeData0.z;
  float a_headLengthRatio = edgeData1.x;
  float a_tailLengthRatio = edgeData1.y;
  int pathId = int(edgeData1.z);
  int extremityPacked = int(edgeData1.w);
  int headId = extremityPacked >> 4;
  int tailId = extremityPacked & 15;

  // Fetch path/layer attributes and assign to path-function globals
`).concat(o.fetchCode,`
`).concat(o.varyingAssignments,`

  // Fetch node shape attributes for both endpoints
`).concat(c.fetchCode,`
`).concat(c.varyingAssignments,`
`).concat(v.fetchCode,`
`).concat(v.varyingAssignments,`

  // Fetch node geometry (texel 0) and rotation flags (texel 1).
  vec4 srcNodeData = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, srcIdx);
  vec4 tgtNodeData = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, tgtIdx);

  vec2 a_source = srcNodeData.xy;
  vec2 a_target = tgtNodeData.xy;
  float a_sourceSize = srcNodeData.z;
  float a_targetSize = tgtNodeData.z;
  float a_sourceShapeId = srcNodeData.w;
  float a_targetShapeId = tgtNodeData.w;
  // Per-node rotation alignment (0 = viewport, 1 = graph), for boundary clamping.
  float a_sourceRotateAlign = readNodeFlags(u_nodeDataTexture, u_nodeDataTextureWidth, srcIdx).r;
  float a_targetRotateAlign = readNodeFlags(u_nodeDataTexture, u_nodeDataTextureWidth, tgtIdx).r;

  v_sourceNodeSize = a_sourceSize;
  v_targetNodeSize = a_targetSize;

  float headLengthRatio = a_headLengthRatio;
  float tailLengthRatio = a_tailLengthRatio;
  float headWidthFactor = EXTREMITY_WIDTH_FACTORS[headId];
  float tailWidthFactor = EXTREMITY_WIDTH_FACTORS[tailId];
  float minBodyLengthRatio = `).concat(J(_),`;

  // Thickness in WebGL units (needed to compute clamping margin and extremity lengths)
  float pixelsThickness = max(a_thickness, u_minEdgeThickness * u_sizeRatio);
  float webGLThickness = pixelsThickness * u_correctionRatio / u_sizeRatio;

  // SDF clamping: find where the edge body meets the node boundaries. Always
  // searched (ungated) so labels get a true boundary clamp; the body re-applies
  // its extremity gating in-shader.
`).concat(h,`
  float tStart = queryFindSourceClampT(pathId, a_source, a_sourceSize, int(a_sourceShapeId), a_sourceRotateAlign, a_target, 0.0);
`).concat(p,`
  float tEnd = queryFindTargetClampT(pathId, a_source, a_target, a_targetSize, int(a_targetShapeId), a_targetRotateAlign, 0.0);

  // straightenFactor (frame .z) is consumed only by the body, which runs to the
  // node center when an extremity is absent. Derive the straightening math from
  // these gated clamps — not the ungated boundary ones above — so it matches the
  // geometry it drives. The ungated tStart/tEnd remain what labels read.
  float bodyTStart = tailLengthRatio > 0.0 ? tStart : 0.0;
  float bodyTEnd = headLengthRatio > 0.0 ? tEnd : 1.0;

  // Path length and zone boundaries (needed for straightening check)
  float pathLength = queryPathLength(pathId, a_source, a_target);
  float visibleLength = pathLength * (bodyTEnd - bodyTStart);

  float headLength = headLengthRatio * webGLThickness;
  float tailLength = tailLengthRatio * webGLThickness;
  float minBodyLength = minBodyLengthRatio * webGLThickness;

  float totalNeededLength = headLength + tailLength + minBodyLength;
  float extremityScale = 1.0;
  if (totalNeededLength > visibleLength && totalNeededLength > 0.0001) {
    extremityScale = visibleLength / totalNeededLength;
    headLength *= extremityScale;
    tailLength *= extremityScale;
  }

  float headLengthT = pathLength > 0.0001 ? headLength / pathLength : 0.0;
  float tailLengthT = pathLength > 0.0001 ? tailLength / pathLength : 0.0;

  float tTailEnd = bodyTStart + tailLengthT;
  float tHeadStart = bodyTEnd - headLengthT;
  if (tTailEnd > tHeadStart) {
    float mid = (bodyTStart + bodyTEnd) * 0.5;
    tTailEnd = mid;
    tHeadStart = mid;
  }

  // Straighten factor: blend toward straight line when path twists in extremity zones
  float straightenFactor = 0.0;
  {
    float maxDeviation = 0.0;
    if (tailLengthT > 0.0001) {
      vec2 tailTang = queryPathTangent(pathId, tTailEnd, a_source, a_target);
      vec2 tailChord = queryPathPosition(pathId, bodyTStart, a_source, a_target)
                     - queryPathPosition(pathId, tTailEnd, a_source, a_target);
      float tailChordLen = length(tailChord);
      if (tailChordLen > 0.0001) {
        maxDeviation = max(maxDeviation, 1.0 - dot(-tailTang, tailChord / tailChordLen));
      }
    }
    if (headLengthT > 0.0001) {
      vec2 headTang = queryPathTangent(pathId, tHeadStart, a_source, a_target);
      vec2 headChord = queryPathPosition(pathId, bodyTEnd, a_source, a_target)
                     - queryPathPosition(pathId, tHeadStart, a_source, a_target);
      float headChordLen = length(headChord);
      if (headChordLen > 0.0001) {
        maxDeviation = max(maxDeviation, 1.0 - dot(headTang, headChord / headChordLen));
      }
    }
    straightenFactor = smoothstep(0.035, 0.5, maxDeviation);
  }

  // When straightening, blend the ungated tStart/tEnd (the label-facing clamps)
  // toward straight-line clamp positions.
  if (straightenFactor > 0.001) {
    if (tailLengthRatio > 0.0) {
`).concat(h,`
      float srcExtent = a_sourceSize * u_correctionRatio / u_sizeRatio * 2.0;
      float srcEffective = 1.0 - u_correctionRatio / srcExtent;
      float srcCa = u_cameraAngle * (1.0 - a_sourceRotateAlign);
      mat2 srcRot = mat2(cos(srcCa), -sin(srcCa), sin(srcCa), cos(srcCa));
      float lo = 0.0, hi = 0.5;
      for (int i = 0; i < 12; i++) {
        float mid = (lo + hi) * 0.5;
        vec2 pos = mix(a_source, a_target, mid);
        vec2 localPos = srcRot * ((pos - a_source) / srcExtent);
        float sdf = querySDF(int(a_sourceShapeId), localPos, srcEffective);
        if (sdf < 0.0) lo = mid; else hi = mid;
      }
      tStart = mix(tStart, (lo + hi) * 0.5, straightenFactor);
    }
    if (headLengthRatio > 0.0) {
`).concat(p,`
      float tgtExtent = a_targetSize * u_correctionRatio / u_sizeRatio * 2.0;
      float tgtEffective = 1.0 - u_correctionRatio / tgtExtent;
      float tgtCa = u_cameraAngle * (1.0 - a_targetRotateAlign);
      mat2 tgtRot = mat2(cos(tgtCa), -sin(tgtCa), sin(tgtCa), cos(tgtCa));
      float lo = 0.5, hi = 1.0;
      for (int i = 0; i < 12; i++) {
        float mid = (lo + hi) * 0.5;
        vec2 pos = mix(a_source, a_target, mid);
        vec2 localPos = tgtRot * ((pos - a_target) / tgtExtent);
        float sdf = querySDF(int(a_targetShapeId), localPos, tgtEffective);
        if (sdf < 0.0) hi = mid; else lo = mid;
      }
      tEnd = mix(tEnd, (lo + hi) * 0.5, straightenFactor);
    }
  }

  v_clamp = vec4(tStart, tEnd, straightenFactor, pathLength);

  // Scatter this point to its edge's texel center in the frame texture.
  float x = mod(float(edgeIdx), u_frameTextureWidth);
  float y = floor(float(edgeIdx) / u_frameTextureWidth);
  vec2 ndc = (vec2(x, y) + 0.5) / vec2(u_frameTextureWidth, u_frameTextureHeight) * 2.0 - 1.0;
  gl_Position = vec4(ndc, 0.0, 1.0);
  gl_PointSize = 1.0;
}
`);return y}var pn=0,_r=1,bn=2;function Ws(n,r,t){var e=[];t&&(e.push([pn,0,-1],[pn,0,1]),e.push([pn,1,-1],[pn,1,1]));for(var a=0;a<=n;a++){var i=a/n;e.push([_r,i,-1],[_r,i,1])}return r&&(e.push([bn,0,-1],[bn,0,1]),e.push([bn,1,-1],[bn,1,1])),{data:e,attributes:[{name:"a_zone",size:1,type:kt},{name:"a_zoneT",size:1,type:kt},{name:"a_side",size:1,type:kt}],verticesPerEdge:e.length}}function Os(n,r,t,e){var a=he([].concat(H(n),H(t))),i=Gt(a),o=new Set(["u_matrix","u_sizeRatio","u_correctionRatio","u_zoomRatio","u_pixelRatio","u_cameraAngle","u_minEdgeThickness","u_pickingPadding","u_nodeDataTexture"]),s=new Set,l=[],d=function(g){!o.has(g.name)&&!s.has(g.name)&&(s.add(g.name),l.push("uniform ".concat(g.type," ").concat(g.name,";")))};n.forEach(function(m){return m.uniforms.forEach(d)}),r.forEach(function(m){return m.uniforms.forEach(d)}),t.forEach(function(m){return m.uniforms.forEach(d)});var u=e.map(function(m){var g=m.size===1?"float":"vec".concat(m.size);return"in ".concat(g," ").concat(m.name,";")}).join(`
`),c=r.map(function(m){return J(m.widthFactor)}).join(", "),v=Math.max.apply(Math,H(n.map(function(m){return m.minBodyLengthRatio||0}))),f=t.some(function(m){return m.needsNodeColors}),h=n.some(function(m){return m.needsNodeSize}),p=`#version 300 es

// Constant attributes (per vertex)
`.concat(u,`

// Per-edge attributes
// Edge data (source/target indices, thickness, extremity ratios, path/extremity IDs)
// is fetched from edge data texture via edge index
in float a_edgeIndex;   // Index into edge data texture
in vec4 a_color;        // Edge color
in vec4 a_id;           // Edge ID for picking
in float a_opacity;     // Edge opacity

// Standard uniforms
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_zoomRatio;
uniform float u_pixelRatio;
uniform float u_cameraAngle;
uniform float u_minEdgeThickness;
#ifdef PICKING_MODE
uniform float u_pickingPadding;
#endif
uniform sampler2D u_nodeDataTexture;
uniform int u_nodeDataTextureWidth;
uniform sampler2D u_edgeDataTexture;
uniform int u_edgeDataTextureWidth;
uniform sampler2D u_edgeFrameTexture;
uniform int u_edgeFrameTextureWidth;

// Edge path attribute texture uniforms
`).concat(i.uniformDeclarations,`

// Custom uniforms
`).concat(l.join(`
`),`

// Standard varyings
out vec4 v_color;
out float v_opacity;
out vec4 v_id;
out float v_thickness;       // Edge body thickness (in consistent units)
out float v_t;
out float v_tStart;
out float v_tEnd;
out float v_side;
out float v_antialiasingWidth;  // Anti-aliasing width (normalized: u_correctionRatio / thickness)
out vec2 v_source;
out vec2 v_target;
out float v_edgeLength;
`).concat(h?`
out float v_sourceNodeSize;  // Source node size (mirrored in labels/generator.ts as plain float)
out float v_targetNodeSize;  // Target node size (mirrored in labels/generator.ts as plain float)`:"",`
`).concat(f?`
out vec4 v_sourceColor;
out vec4 v_targetColor;`:"",`
// Zone varyings
out float v_zone;            // 0=tail, 1=body, 2=head
out float v_zoneT;           // Position within zone [0,1]
out float v_headLengthRatio; // Head length as ratio of thickness
out float v_tailLengthRatio; // Tail length as ratio of thickness
out float v_headWidthRatio;  // Head width factor
out float v_tailWidthRatio;  // Tail width factor

// Multi-path/extremity varyings
flat out int v_pathId;
flat out int v_headId;
flat out int v_tailId;

// Path/layer attribute varyings (fetched from edge attribute texture)
`).concat(i.vertexVaryingDeclarations,`

const float bias = 255.0 / 254.0;

// Width factor array for extremities (shared pool for head/tail)
const float EXTREMITY_WIDTH_FACTORS[`).concat(r.length,"] = float[](").concat(c,`);

// All path functions
`).concat(ua(n),`

// Path selector functions
`).concat(ca(n),`

// Node-data fetch helper (geometry texel of the two-texel node stride)
`).concat(Ee,`
`).concat(f?$o:"",`
// Per-edge clamp from the frame-pass (tStart, tEnd, straightenFactor, pathLength)
`).concat(ot,`

void main() {
  // Fetch edge data from edge texture (2 texels per edge)
  // Texel 0: sourceNodeIndex, targetNodeIndex, thickness, reserved
  // Texel 1: headLengthRatio, tailLengthRatio, pathId, (headId << 4) | tailId
  int edgeIdx = int(a_edgeIndex);

  // Hidden edges are flagged with a negative row by EdgeProgram.process(). Push
  // the whole primitive outside the clip volume: every vertex lands at the same
  // out-of-range position, so it is fully clipped and rasterizes nothing —
  // neither to the frame buffer nor to the picking buffer.
  if (edgeIdx < 0) {
    gl_Position = vec4(2.0, 0.0, 0.0, 1.0);
    v_color = vec4(0.0);
    v_id = vec4(0.0);
    return;
  }

  int texel0Idx = edgeIdx * 2;
  int texel1Idx = edgeIdx * 2 + 1;
  ivec2 edgeTexCoord0 = ivec2(texel0Idx % u_edgeDataTextureWidth, texel0Idx / u_edgeDataTextureWidth);
  ivec2 edgeTexCoord1 = ivec2(texel1Idx % u_edgeDataTextureWidth, texel1Idx / u_edgeDataTextureWidth);
  vec4 edgeData0 = texelFetch(u_edgeDataTexture, edgeTexCoord0, 0);
  vec4 edgeData1 = texelFetch(u_edgeDataTexture, edgeTexCoord1, 0);

  // Unpack edge data
  int srcIdx = int(edgeData0.x);
  int tgtIdx = int(edgeData0.y);
  float a_thickness = edgeData0.z;
  // edgeData0.w is now reserved (curvature moved to path attribute texture)
  float a_headLengthRatio = edgeData1.x;
  float a_tailLengthRatio = edgeData1.y;
  int pathId = int(edgeData1.z);
  int extremityPacked = int(edgeData1.w);
  int headId = extremityPacked >> 4;
  int tailId = extremityPacked & 15;

  // Fetch path/layer attributes from edge attribute texture
`).concat(i.fetchCode,`

  // Assign path/layer attribute varyings
`).concat(i.varyingAssignments,`

  // Fetch source and target node geometry (texel 0 of the two-texel node stride)
  vec4 srcNodeData = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, srcIdx);
  vec4 tgtNodeData = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, tgtIdx);

  vec2 a_source = srcNodeData.xy;
  vec2 a_target = tgtNodeData.xy;
`).concat(h?`
  // Assign node size varyings early (path functions like loops need them during clamping)
  v_sourceNodeSize = srcNodeData.z;
  v_targetNodeSize = tgtNodeData.z;`:"",`
`).concat(f?`
  v_sourceColor = readNodeColor(u_nodeDataTexture, u_nodeDataTextureWidth, srcIdx);
  v_targetColor = readNodeColor(u_nodeDataTexture, u_nodeDataTextureWidth, tgtIdx);`:"",`

  // Convert thickness to WebGL units
  float minThickness = u_minEdgeThickness;
  float pixelsThickness = max(a_thickness, minThickness * u_sizeRatio);
  float webGLThickness = pixelsThickness * u_correctionRatio / u_sizeRatio;

  // Extremity parameters from ID lookups (shared pool)
  float headLengthRatio = a_headLengthRatio;
  float tailLengthRatio = a_tailLengthRatio;
  float headWidthFactor = EXTREMITY_WIDTH_FACTORS[headId];
  float tailWidthFactor = EXTREMITY_WIDTH_FACTORS[tailId];
  float minBodyLengthRatio = `).concat(J(v),`;

  // Per-edge values from the frame-pass texture (read by edge index).
  // tStart/tEnd are the ungated boundary clamps: re-apply the body's extremity
  // gating here (no extremity → body runs to the node center, 0/1).
  vec4 frameClamp = readFrameTexel(u_edgeFrameTexture, u_edgeFrameTextureWidth, edgeIdx);
  float tStart           = a_tailLengthRatio > 0.0 ? frameClamp.x : 0.0;
  float tEnd             = a_headLengthRatio > 0.0 ? frameClamp.y : 1.0;
  float straightenFactor = frameClamp.z;
  float pathLength       = frameClamp.w;

  // Anti-aliasing width (~1 pixel, normalized by thickness)
  float antialiasingWidth = u_correctionRatio / webGLThickness;

  float visibleLength = pathLength * (tEnd - tStart);

  // Compute extremity lengths in world units
  float headLength = headLengthRatio * webGLThickness;
  float tailLength = tailLengthRatio * webGLThickness;
  float minBodyLength = minBodyLengthRatio * webGLThickness;

  // Handle short edges: scale down extremities if needed
  float totalNeededLength = headLength + tailLength + minBodyLength;
  float extremityScale = 1.0;
  if (totalNeededLength > visibleLength && totalNeededLength > 0.0001) {
    extremityScale = visibleLength / totalNeededLength;
    headLength *= extremityScale;
    tailLength *= extremityScale;
  }

  // Convert lengths to t-values
  float headLengthT = pathLength > 0.0001 ? headLength / pathLength : 0.0;
  float tailLengthT = pathLength > 0.0001 ? tailLength / pathLength : 0.0;

  // Zone boundaries in t-space
  float tTailEnd = tStart + tailLengthT;
  float tHeadStart = tEnd - headLengthT;

  // Ensure body has non-negative length
  if (tTailEnd > tHeadStart) {
    float mid = (tStart + tEnd) * 0.5;
    tTailEnd = mid;
    tHeadStart = mid;
  }

  // Convert to webGL units for geometry expansion
  float aaWidthWebGL = antialiasingWidth * webGLThickness;

  // Extra geometry width for picking padding (0 in visual mode)
  #ifdef PICKING_MODE
    float pickingPaddingWebGL = u_pickingPadding * u_correctionRatio;
  #else
    float pickingPaddingWebGL = 0.0;
  #endif

  // Straight-line direction and normal (for blending when straightenFactor > 0)
  vec2 straightDir = length(a_target - a_source) > 0.0001
    ? normalize(a_target - a_source) : vec2(1.0, 0.0);
  vec2 straightNormal = vec2(-straightDir.y, straightDir.x);

  // Zone-based vertex processing using path selectors
  vec2 position;
  vec2 normal;
  float t;
  float zone = a_zone;
  float zoneT = a_zoneT;
  float side = a_side;

  // Scaled extremity width factors (geometry must be at least as wide as body)
  float scaledTailWidth = max(tailWidthFactor * extremityScale, 1.0);
  float scaledHeadWidth = max(headWidthFactor * extremityScale, 1.0);

  if (zone < 0.5) {
    // TAIL ZONE: rectangular quad with scaled width
    vec2 tang = queryPathTangent(pathId, tTailEnd, a_source, a_target);
    normal = vec2(-tang.y, tang.x);
    vec2 centerPos = mix(queryPathPosition(pathId, tStart, a_source, a_target),
                         queryPathPosition(pathId, tTailEnd, a_source, a_target), zoneT);
    float halfWidth = webGLThickness * scaledTailWidth * 0.5 + aaWidthWebGL + pickingPaddingWebGL;
    position = centerPos + normal * side * halfWidth;
    t = mix(tStart, tTailEnd, zoneT);

  } else if (zone < 1.5) {
    // BODY ZONE: follows path curvature with width = 1.0
    t = mix(tTailEnd, tHeadStart, zoneT);
    normal = queryPathNormal(pathId, t, a_source, a_target);
    float halfWidth = webGLThickness * 0.5 + aaWidthWebGL + pickingPaddingWebGL;
    position = queryPathPosition(pathId, t, a_source, a_target) + normal * side * halfWidth;

  } else {
    // HEAD ZONE: rectangular quad with scaled width
    vec2 tang = queryPathTangent(pathId, tHeadStart, a_source, a_target);
    normal = vec2(-tang.y, tang.x);
    vec2 centerPos = mix(queryPathPosition(pathId, tHeadStart, a_source, a_target),
                         queryPathPosition(pathId, tEnd, a_source, a_target), zoneT);
    float halfWidth = webGLThickness * scaledHeadWidth * 0.5 + aaWidthWebGL + pickingPaddingWebGL;
    position = centerPos + normal * side * halfWidth;
    t = mix(tHeadStart, tEnd, zoneT);
  }

  // Blend toward straight line based on path twist in extremity zones
  if (straightenFactor > 0.001) {
    float zoneWidth = zone < 0.5 ? webGLThickness * scaledTailWidth * 0.5 + aaWidthWebGL + pickingPaddingWebGL :
                      zone < 1.5 ? webGLThickness * 0.5 + aaWidthWebGL + pickingPaddingWebGL :
                      webGLThickness * scaledHeadWidth * 0.5 + aaWidthWebGL + pickingPaddingWebGL;
    vec2 straightPos = mix(a_source, a_target, t) + straightNormal * side * zoneWidth;
    position = mix(position, straightPos, straightenFactor);
  }

  gl_Position = vec4((u_matrix * vec3(position, 1.0)).xy, 0.0, 1.0);

  // Pass varyings to fragment shader
  v_color = a_color;
  v_color.a *= bias;
  v_opacity = a_opacity;
  v_id = a_id;
  v_thickness = webGLThickness;
  v_t = t;
  v_tStart = tStart;
  v_tEnd = tEnd;
  v_side = side;
  v_antialiasingWidth = antialiasingWidth;
  v_source = a_source;
  v_target = a_target;
  v_edgeLength = pathLength;

  // Zone varyings
  v_zone = zone;
  v_zoneT = zoneT;
  v_headLengthRatio = headLengthRatio * extremityScale;
  v_tailLengthRatio = tailLengthRatio * extremityScale;
  // Scale extremity width proportionally with length when crushed
  v_headWidthRatio = headWidthFactor * extremityScale;
  v_tailWidthRatio = tailWidthFactor * extremityScale;

  // Multi-path varyings
  v_pathId = pathId;
  v_headId = headId;
  v_tailId = tailId;
}
`);return p}function Us(n,r,t,e){var a=he([].concat(H(n),H(t))),i=Gt(a),o=new Set(["u_matrix","u_sizeRatio","u_correctionRatio","u_zoomRatio","u_pixelRatio","u_cameraAngle","u_minEdgeThickness","u_pickingPadding"]),s=new Set,l=[],d=function(b){!o.has(b.name)&&!s.has(b.name)&&(s.add(b.name),l.push("uniform ".concat(b.type," ").concat(b.name,";")))};n.forEach(function(g){return g.uniforms.forEach(d)}),r.forEach(function(g){return g.uniforms.forEach(d)}),t.forEach(function(g){return g.uniforms.forEach(d)});var u=r.map(function(g){var b;return J((b=g.baseRatio)!==null&&b!==void 0?b:.5)}).join(", "),c=function(b){var x,_;return r.length>1?"EXTREMITY_BASE_RATIOS[".concat(b,"]"):J((x=(_=r[0])===null||_===void 0?void 0:_.baseRatio)!==null&&x!==void 0?x:.5)},v=r.some(function(g){return ge(g.length)?!0:g.length>0}),f=t.some(function(g){return g.needsNodeColors}),h=n.some(function(g){return g.needsNodeSize}),p=t.map(function(g,b){return"  // Layer ".concat(b+1,": ").concat(g.name,`
  color = blendOver(color, layer_`).concat(g.name,"(context));")}).join(`

`),m=`#version 300 es
precision highp float;

// Standard varyings
in vec4 v_color;
in float v_opacity;
in vec4 v_id;
in float v_thickness;       // Edge body thickness
in float v_t;
in float v_tStart;
in float v_tEnd;
in float v_side;
in float v_antialiasingWidth;  // Anti-aliasing width (normalized: u_correctionRatio / thickness)
in vec2 v_source;
in vec2 v_target;
in float v_edgeLength;
`.concat(h?`
in float v_sourceNodeSize;   // Source node size (mirrored in labels/generator.ts as plain float)
in float v_targetNodeSize;   // Target node size (mirrored in labels/generator.ts as plain float)`:"",`
`).concat(f?`
in vec4 v_sourceColor;
in vec4 v_targetColor;`:"",`
// Zone varyings
in float v_zone;            // 0=tail, 1=body, 2=head
in float v_zoneT;           // Position within zone [0,1]
in float v_headLengthRatio; // Head length as ratio of thickness (scaled for short edges)
in float v_tailLengthRatio; // Tail length as ratio of thickness (scaled for short edges)
in float v_headWidthRatio;  // Head width factor
in float v_tailWidthRatio;  // Tail width factor

// Multi-path/extremity varyings
flat in int v_pathId;
flat in int v_headId;
flat in int v_tailId;

// Path/layer attribute varyings (from vertex shader texture fetch)
`).concat(i.fragmentVaryingDeclarations,`

// Standard uniforms (needed by some path types)
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_cameraAngle;
#ifdef PICKING_MODE
uniform float u_pickingPadding;
#endif

// Custom uniforms
`).concat(l.join(`
`),`

// Fragment output (single target - picking handled via separate pass)
out vec4 fragColor;

`).concat(r.length>1?`// Base ratio array for extremities (shared pool for head/tail)
const float EXTREMITY_BASE_RATIOS[`.concat(r.length,"] = float[](").concat(u,");"):"",`

// EdgeContext struct
struct EdgeContext {
  float t;                   // Position along path [0, 1]
  float sdf;                 // Signed distance from centerline
  vec2 position;             // World position
  vec2 tangent;              // Path tangent
  vec2 normal;               // Path normal
  float thickness;           // Edge thickness
  float aaWidth;             // Anti-aliasing width
  float edgeLength;          // Total path length
  float tStart;              // Clamped start t
  float tEnd;                // Clamped end t
  float distanceFromSource;  // Arc distance from source
  float distanceToTarget;    // Arc distance to target
};

EdgeContext context;

// Alpha "over" compositing for layer blending
vec4 blendOver(vec4 bg, vec4 fg) {
  float a = fg.a;
  return vec4(mix(bg.rgb, fg.rgb, a), bg.a + a * (1.0 - bg.a));
}

// All path functions
`).concat(ua(n),`

// Path selector functions
`).concat(ca(n),`

// All extremity functions
`).concat(Is(r),`

// Extremity SDF selector (shared pool for head/tail)
`).concat(Ms(r),`

// Layer functions
`).concat(t.map(function(g){return g.glsl}).join(`

`),`

// Helper: Compute arc length using path selector
float computeArcLengthMulti(int pathId, float t0, float t1, vec2 source, vec2 target, int samples) {
  float arcLen = 0.0;
  vec2 prev = queryPathPosition(pathId, t0, source, target);
  for (int i = 1; i <= samples; i++) {
    float t = t0 + (t1 - t0) * float(i) / float(samples);
    vec2 curr = queryPathPosition(pathId, t, source, target);
    arcLen += length(curr - prev);
    prev = curr;
  }
  return arcLen;
}

void main() {
  // Compute normalized t within visible edge (0 = start, 1 = end)
  float tNorm = (v_t - v_tStart) / max(v_tEnd - v_tStart, 0.0001);

  // Edge body half-thickness
  float halfThickness = v_thickness * 0.5;

  // Convert normalized AA width to webGL units (~1 pixel)
  float aaWidthWebGL = v_antialiasingWidth * v_thickness;

  // Distance from centerline based on v_side interpolation
  float zoneWidthFactor = v_zone < 0.5 ? v_tailWidthRatio :
                          v_zone < 1.5 ? 1.0 :
                          v_headWidthRatio;
  // In PICKING_MODE, inflate halfGeometryWidth to match the inflated vertex geometry
  #ifdef PICKING_MODE
    float halfGeometryWidth = halfThickness * zoneWidthFactor + aaWidthWebGL + u_pickingPadding * aaWidthWebGL;
  #else
    float halfGeometryWidth = halfThickness * zoneWidthFactor + aaWidthWebGL;
  #endif
  float distFromCenter = abs(v_side) * halfGeometryWidth;

  // Populate EdgeContext (for layer functions)
  context.t = tNorm;
  context.sdf = distFromCenter - halfThickness;
  context.position = queryPathPosition(v_pathId, v_t, v_source, v_target);
  context.tangent = queryPathTangent(v_pathId, v_t, v_source, v_target);
  context.normal = vec2(-context.tangent.y, context.tangent.x);
  context.thickness = v_thickness;
  context.aaWidth = aaWidthWebGL;
  context.edgeLength = v_edgeLength;
  context.tStart = v_tStart;
  context.tEnd = v_tEnd;

  // Compute arc distances
  float visibleLength = v_edgeLength * (v_tEnd - v_tStart);
  float pathT = v_t;
  float pathTNorm = tNorm;
`).concat(n.every(function(g){return g.linearParameterization})?`  // All paths have linear parameterization: t maps directly to arc distance
  context.distanceFromSource = pathTNorm * visibleLength;
  context.distanceToTarget = (1.0 - pathTNorm) * visibleLength;`:n.every(function(g){return!g.linearParameterization})?`  // No paths have linear parameterization: use numerical integration
  context.distanceFromSource = computeArcLengthMulti(v_pathId, v_tStart, pathT, v_source, v_target, 16);
  context.distanceToTarget = computeArcLengthMulti(v_pathId, pathT, v_tEnd, v_source, v_target, 16);`:`  // Mixed parameterization: use analytical for linear paths, numerical for others
  if (`.concat(n.filter(function(g){return g.linearParameterization}).map(function(g){return"v_pathId == ".concat(n.indexOf(g))}).join(" || "),`) {
    context.distanceFromSource = pathTNorm * visibleLength;
    context.distanceToTarget = (1.0 - pathTNorm) * visibleLength;
  } else {
    context.distanceFromSource = computeArcLengthMulti(v_pathId, v_tStart, pathT, v_source, v_target, 16);
    context.distanceToTarget = computeArcLengthMulti(v_pathId, pathT, v_tEnd, v_source, v_target, 16);
  }`),`

  // Compute SDF based on zone using extremity selector (shared pool)
  float bodySDF = distFromCenter - halfThickness;
  float finalSDF;

`).concat(v?`  // Base ratios, from baseRatioLookup
  float headBaseRatio = `.concat(c("v_headId"),`;
  float tailBaseRatio = `).concat(c("v_tailId"),`;

  if (v_zone < 0.5) {
    // TAIL ZONE: v_zoneT goes 0 (tip) to 1 (base)
    vec2 uv = vec2((1.0 - v_zoneT) * v_tailLengthRatio, v_side * v_tailWidthRatio * 0.5);
    float tailSDF = queryExtremitySDF(v_tailId, uv, v_tailLengthRatio, v_tailWidthRatio) * v_thickness;

    // Apply union only near base (v_zoneT > 1 - baseRatio)
    if (v_zoneT > 1.0 - tailBaseRatio) {
      finalSDF = min(tailSDF, bodySDF);
    } else {
      finalSDF = tailSDF;
    }
  } else if (v_zone < 1.5) {
    // BODY ZONE: distance from centerline
    finalSDF = bodySDF;
  } else {
    // HEAD ZONE: v_zoneT goes 0 (base) to 1 (tip)
    vec2 uv = vec2(v_zoneT * v_headLengthRatio, v_side * v_headWidthRatio * 0.5);
    float headSDF = queryExtremitySDF(v_headId, uv, v_headLengthRatio, v_headWidthRatio) * v_thickness;

    // Apply union only near base (v_zoneT < baseRatio)
    if (v_zoneT < headBaseRatio) {
      finalSDF = min(headSDF, bodySDF);
    } else {
      finalSDF = headSDF;
    }
  }`):`  // No extremity draws tail/head geometry, so every vertex is body zone.
  finalSDF = bodySDF;`,`

  #ifdef PICKING_MODE
    // Picking pass: output edge ID for pixels within the picking area
    if (finalSDF > u_pickingPadding * aaWidthWebGL) discard;
    fragColor = v_id;
  #else
`).concat(e?`    // Visual pass: anti-aliased edge with layers, edge opacity applied once
    float alpha = smoothstep(aaWidthWebGL, -aaWidthWebGL, finalSDF) * v_opacity;`:`    // Visual pass: hard-edged (no anti-aliasing gradient) edge with layers, edge opacity applied once
    float alpha = (finalSDF < 0.0 ? 1.0 : 0.0) * v_opacity;`,`
    if (alpha < 0.01) discard;

    // Apply layers sequentially with "over" compositing
    vec4 color = vec4(0.0);

`).concat(p,`

    // Mix with transparent to fade both color AND alpha (pre-multiplied alpha for correct blending)
    fragColor = mix(vec4(0.0), color, alpha);
  #endif
}
`);return m}function Hs(n,r,t){var e=ge(r.length)?!0:r.length>0,a=ge(t.length)?!0:t.length>0;if(n.generateConstantData){var i=n.generateConstantData();return{data:i.data,attributes:i.attributes,verticesPerEdge:i.verticesPerEdge}}return Ws(n.segments,e,a)}function Tr(n){var r,t=Wr(n),e=t.paths,a=t.extremities,i=t.layers,o=(r=n.antialias)!==null&&r!==void 0?r:!0,s=new Map,l=new Map,d=new Map,u=G(e),c;try{for(u.s();!(c=u.n()).done;){var v=c.value,f=G(a),h;try{for(f.s();!(h=f.n()).done;){var p=h.value,m=G(a),g;try{for(m.s();!(g=m.n()).done;){var b=g.value,x="".concat(v.name,":").concat(p.name,":").concat(b.name),_=Hs(v,p,b);s.set(x,_.verticesPerEdge),l.set(x,_.data);var y=G(_.attributes),T;try{for(y.s();!(T=y.n()).done;){var D=T.value;d.has(D.name)||d.set(D.name,D)}}catch(V){y.e(V)}finally{y.f()}}}catch(V){m.e(V)}finally{m.f()}}}catch(V){f.e(V)}finally{f.f()}}}catch(V){u.e(V)}finally{u.f()}var A=Array.from(d.values()),F={};A.forEach(function(V,X){F[V.name]=X});var L=0,N="",C=G(s),k;try{for(C.s();!(k=C.n()).done;){var S=K(k.value,2),R=S[0],I=S[1];I>L&&(L=I,N=R)}}catch(V){C.e(V)}finally{C.f()}var z=l.get(N)||[],P=N.split(":"),w=K(P,1),M=w[0],U=e.find(function(V){return V.name===M}),O=[];U!=null&&U.generateConstantData?O=U.generateConstantData().attributes:O=[{name:"a_zone"},{name:"a_zoneT"},{name:"a_side"}];var q=z.map(function(V){var X=new Array(A.length).fill(0);return O.forEach(function(fe,re){var ye=F[fe.name];ye!==void 0&&re<V.length&&(X[ye]=V[re])}),X});return{vertexShader:Os(e,a,i,A),fragmentShader:Us(e,a,i,o),uniforms:ks(e,a,i),attributes:Vs(),verticesPerEdge:L,constantData:q,constantAttributes:A,vertexCountsPerCombination:s,constantDataPerCombination:l}}function Vs(n,r,t){return[{name:"a_edgeIndex",size:1,type:kt},{name:"a_color",size:4,type:yr,normalized:!0},{name:"a_id",size:4,type:yr,normalized:!0},{name:"a_opacity",size:1,type:kt}]}var Xs=`#version 300 es
precision highp float;

in vec4 v_clamp;

// RGBA32F target: stores (tStart, tEnd, straightenFactor, pathLength).
out vec4 fragColor;

void main() {
  fragColor = v_clamp;
}
`,qs=(function(){function n(r,t){Y(this,n),E(this,"uniformLocations",{});var e=t.paths,a=t.extremities,i=t.layers,o=t.nodeShapes,s=t.nodeLayers;this.gl=r,this.hasAttributeData=he([].concat(H(e),H(i))).floatsPerItem>0,this.hasNodeAttributeData=Object.keys(st(o,s).offsets).length>0,this.vertexShader=aa(r,Bs(e,a,i,o,s)),this.fragmentShader=ra(r,Xs),this.program=ia(r,[this.vertexShader,this.fragmentShader]);var l=new Set;this.customUniforms=[];for(var d=0,u=[].concat(H(e),H(a));d<u.length;d++){var c=u[d],v=G(c.uniforms),f;try{for(v.s();!(f=v.n()).done;){var h=f.value;l.has(h.name)||(l.add(h.name),this.customUniforms.push(h))}}catch(x){v.e(x)}finally{v.f()}}var p=["u_sizeRatio","u_correctionRatio","u_cameraAngle","u_minEdgeThickness","u_nodeDataTexture","u_nodeDataTextureWidth","u_edgeDataTexture","u_edgeDataTextureWidth","u_edgeAttributeTexture","u_edgeAttributeTextureWidth","u_edgeAttributeTexelsPerEdge","u_layerAttributeTexture","u_layerAttributeTextureWidth","u_layerAttributeTexelsPerNode","u_frameTextureWidth","u_frameTextureHeight"].concat(H(this.customUniforms.map(function(x){return x.name}))),m=G(p),g;try{for(m.s();!(g=m.n()).done;){var b=g.value;this.uniformLocations[b]=r.getUniformLocation(this.program,b)}}catch(x){m.e(x)}finally{m.f()}this.vao=r.createVertexArray()}return $(n,[{key:"run",value:function(t,e,a,i,o){if(a!==0){var s=this.gl,l=this.uniformLocations;s.useProgram(this.program),s.bindVertexArray(this.vao),l.u_sizeRatio&&s.uniform1f(l.u_sizeRatio,t.sizeRatio),l.u_correctionRatio&&s.uniform1f(l.u_correctionRatio,t.correctionRatio),l.u_cameraAngle&&s.uniform1f(l.u_cameraAngle,t.cameraAngle),l.u_minEdgeThickness&&s.uniform1f(l.u_minEdgeThickness,t.minEdgeThickness),l.u_nodeDataTexture&&s.uniform1i(l.u_nodeDataTexture,t.nodeDataTextureUnit),l.u_nodeDataTextureWidth&&s.uniform1i(l.u_nodeDataTextureWidth,t.nodeDataTextureWidth),l.u_edgeDataTexture&&s.uniform1i(l.u_edgeDataTexture,t.edgeDataTextureUnit),l.u_edgeDataTextureWidth&&s.uniform1i(l.u_edgeDataTextureWidth,t.edgeDataTextureWidth),l.u_frameTextureWidth&&s.uniform1f(l.u_frameTextureWidth,e.getTextureWidth()),l.u_frameTextureHeight&&s.uniform1f(l.u_frameTextureHeight,e.getTextureHeight()),this.hasAttributeData&&i&&(i.bind(we),l.u_edgeAttributeTexture&&s.uniform1i(l.u_edgeAttributeTexture,we),l.u_edgeAttributeTextureWidth&&s.uniform1i(l.u_edgeAttributeTextureWidth,i.getTextureWidth()),l.u_edgeAttributeTexelsPerEdge&&s.uniform1i(l.u_edgeAttributeTexelsPerEdge,i.getTexelsPerItem())),this.hasNodeAttributeData&&o&&(o.bind(Pe),l.u_layerAttributeTexture&&s.uniform1i(l.u_layerAttributeTexture,Pe),l.u_layerAttributeTextureWidth&&s.uniform1i(l.u_layerAttributeTextureWidth,o.getTextureWidth()),l.u_layerAttributeTexelsPerNode&&s.uniform1i(l.u_layerAttributeTexelsPerNode,o.getTexelsPerItem()));var d=G(this.customUniforms),u;try{for(d.s();!(u=d.n()).done;){var c=u.value;da(s,this.uniformLocations[c.name],c)}}catch(v){d.e(v)}finally{d.f()}e.bindAsRenderTarget(),s.disable(s.BLEND),s.disable(s.DEPTH_TEST),s.drawArrays(s.POINTS,0,a),s.bindFramebuffer(s.FRAMEBUFFER,null),s.bindVertexArray(null)}}},{key:"kill",value:function(){var t=this.gl;t.deleteProgram(this.program),t.deleteShader(this.vertexShader),t.deleteShader(this.fragmentShader),t.deleteVertexArray(this.vao)}}])})();function wt(n,r,t,e,a,i){if(n.length===1)return"".concat(e," ").concat(r,"(int pathId, ").concat(a,`) {
  return path_`).concat(n[0].name,"_").concat(t,"(").concat(i,`);
}`);var o=n.map(function(s,l){return"    case ".concat(l,": return path_").concat(s.name,"_").concat(t,"(").concat(i,");")}).join(`
`);return"".concat(e," ").concat(r,"(int pathId, ").concat(a,`) {
  switch (pathId) {
`).concat(o,`
    default: return path_`).concat(n[0].name,"_").concat(t,"(").concat(i,`);
  }
}`)}var js=`
vec3 computeEdgeLabelBodyBounds(
  float tStart, float tEnd, float pathLength,
  float webGLThickness, float headLengthRatio, float tailLengthRatio
) {
  float visibleLength = pathLength * (tEnd - tStart);

  float headLength = headLengthRatio * webGLThickness;
  float tailLength = tailLengthRatio * webGLThickness;
  float totalNeededLength = headLength + tailLength;
  if (totalNeededLength > visibleLength && totalNeededLength > 0.0001) {
    float extremityScale = visibleLength / totalNeededLength;
    headLength *= extremityScale;
    tailLength *= extremityScale;
  }

  float bodyStartDist = tStart * pathLength + tailLength;
  float bodyEndDist = tEnd * pathLength - headLength;
  return vec3(bodyStartDist, bodyEndDist, max(bodyEndDist - bodyStartDist, 0.0));
}
`;function Ys(n,r){var t=J(n),e=J(r);return`
float computeEdgeLabelAlpha(float bodyLength, float textWidthWebGL) {
  float ratio = textWidthWebGL > 0.0001 ? min(bodyLength / textWidthWebGL, 1.0) : 1.0;
  if (ratio < `.concat(t,`) return 0.0;
  if (ratio < `).concat(e,") return (ratio - ").concat(t,") / (").concat(e," - ").concat(t,`);
  return 1.0;
}
`)}var $s=`
float computeEdgeLabelScreenDir(int pathId, float t, vec2 source, vec2 target, mat3 matrix) {
  vec2 tangent = queryPathTangent(pathId, t, source, target);
  return (matrix * vec3(tangent, 0.0)).x < 0.0 ? -1.0 : 1.0;
}
`,Ks=`
float computeEdgeLabelPerpOffset(
  float positionMode,
  float halfThickness, float marginWebGL, float halfTextHeight,
  float readingSign, float screenDir
) {
  float magnitude = halfThickness + marginWebGL + halfTextHeight;
  if (positionMode == 1.0) return magnitude * readingSign;
  if (positionMode == 2.0) return -magnitude * readingSign;
  if (positionMode == 3.0) return magnitude * screenDir;
  return 0.0;
}
`;function Ur(n){var r=n.paths,t=n.minVisibilityThreshold,e=n.fullVisibilityThreshold,a=r.some(function(s){return s.hasSharpCorners}),i=r.map(function(s){return"// --- Path: ".concat(s.name,` ---
`).concat(s.glsl,`

// Tangent/normal functions: analytical if provided, otherwise numerical
`).concat(s.analyticalTangentGlsl||Gr(s.name),`

// Auto-generated fallbacks for any missing path functions
`).concat(Br(s.name,s.glsl),`

// Corner skip helpers (for paths with sharp corners like step/taxi)
`).concat(s.cornerSkipGlsl||"",`
`)}).join(`
`),o=a?`// Corner function selectors (only some paths have sharp corners)
vec2 queryGetCornerTs(int pathId, vec2 source, vec2 target) {
  switch (pathId) {
`.concat(r.map(function(s,l){return s.hasSharpCorners?"    case ".concat(l,": return path_").concat(s.name,"_getCornerTs(source, target);"):"    case ".concat(l,": return vec2(-1.0, -1.0); // No corners for ").concat(s.name)}).join(`
`),`
    default: return vec2(-1.0, -1.0);
  }
}

vec2 queryGetCornerConcavity(int pathId, vec2 source, vec2 target, float perpOffset) {
  switch (pathId) {
`).concat(r.map(function(s,l){return s.hasSharpCorners?"    case ".concat(l,": return path_").concat(s.name,"_getCornerConcavity(source, target, perpOffset);"):"    case ".concat(l,": return vec2(0.0, 0.0); // No corners for ").concat(s.name)}).join(`
`),`
    default: return vec2(0.0, 0.0);
  }
}`):"";return`
// ============================================================================
// Node data fetch (geometry texel) and per-edge clamp fetch (edge-frame texture)
// ============================================================================

`.concat(Ee,`
`).concat(ot,`

// ============================================================================
// Path Functions (one block per path)
// ============================================================================

`).concat(i,`

// ============================================================================
// Path Query Selectors (dispatch by pathId)
// ============================================================================

`).concat(wt(r,"queryPathPosition","position","vec2","float t, vec2 source, vec2 target","t, source, target"),`

`).concat(wt(r,"queryPathTangent","tangent","vec2","float t, vec2 source, vec2 target","t, source, target"),`

`).concat(wt(r,"queryPathNormal","normal","vec2","float t, vec2 source, vec2 target","t, source, target"),`

`).concat(wt(r,"queryPathLength","length","float","vec2 source, vec2 target","source, target"),`

`).concat(wt(r,"queryPathTAtDistance","t_at_distance","float","float dist, vec2 source, vec2 target","dist, source, target"),`

`).concat(o,`

// ============================================================================
// Shared helpers (body bounds, alpha ramp, screen direction, perpendicular offset)
// ============================================================================

`).concat(js,`
`).concat(Ys(t,e),`
`).concat($s,`
`).concat(Ks,`
`)}var Zs=be.fontSize,Qs=new Map,Hr=24,Sr=(Hr+1)*2;function Js(n){var r=n.paths,t=n.fontSizeMode,e=n.headLengthRatio,a=n.tailLengthRatio,i=n.minVisibilityThreshold,o=n.fullVisibilityThreshold,s=n.keepUpright,l=t==="scaled",d=pe(),u=he([].concat(H(r),[d])),c=Gt(u),v=`#version 300 es

// Per-instance attributes
in float a_edgeIndex;
in float a_edgeAttrIndex;
in float a_baseFontSize;
in float a_totalTextWidth;
in float a_positionMode;
in float a_margin;
in float a_padding;
in vec4 a_color;
in vec4 a_id;

// Per-vertex (constant) attribute: strip vertex index
in float a_vertexIndex;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_pixelRatio;
uniform float u_cameraAngle;
uniform vec2 u_resolution;
uniform sampler2D u_nodeDataTexture;
uniform int u_nodeDataTextureWidth;
uniform sampler2D u_edgeDataTexture;
uniform int u_edgeDataTextureWidth;
uniform sampler2D u_edgeFrameTexture; // Per-edge clamp (tStart, tEnd, straightenFactor, pathLength)
uniform int u_edgeFrameTextureWidth;
`.concat(l?"uniform float u_zoomSizeRatio;":"",`

`).concat(c.uniformDeclarations,`

out vec4 v_color;
out vec4 v_id;
out float v_alphaModifier;

const float ATLAS_FONT_SIZE = `).concat(J(Zs),`;
const float HEAD_RATIO = `).concat(J(e),`;
const float TAIL_RATIO = `).concat(J(a),`;
const int RIBBON_SEGMENTS = `).concat(Hr,`;

// Path attribute varyings (declared as plain locals since this shader has no FS inputs for them)
`).concat(c.vertexVaryingDeclarations.replace(/out /g,""),`

// Node size variables used by some path functions (self-loops, etc.)
float v_sourceNodeSize;
float v_targetNodeSize;

// Shared preamble: shape SDFs, path functions + selectors, clamp, helpers.
`).concat(Ur({paths:r,minVisibilityThreshold:i,fullVisibilityThreshold:o}),`

void main() {
  int vIdx = int(a_vertexIndex);
  int pairIdx = vIdx / 2;
  int side = vIdx - pairIdx * 2; // 0 = left/bottom, 1 = right/top

  // --- Fetch edge data (2 texels per edge) ---
  int edgeIdx = int(a_edgeIndex);
  int texel0Idx = edgeIdx * 2;
  int texel1Idx = edgeIdx * 2 + 1;
  ivec2 e0 = ivec2(texel0Idx % u_edgeDataTextureWidth, texel0Idx / u_edgeDataTextureWidth);
  ivec2 e1 = ivec2(texel1Idx % u_edgeDataTextureWidth, texel1Idx / u_edgeDataTextureWidth);
  vec4 edgeData0 = texelFetch(u_edgeDataTexture, e0, 0);
  vec4 edgeData1 = texelFetch(u_edgeDataTexture, e1, 0);

  int srcIdx = int(edgeData0.x);
  int tgtIdx = int(edgeData0.y);
  float thickness = edgeData0.z;
  int pathId = int(edgeData1.z);

  // --- Fetch path attributes (curvature, etc.) ---
  {
    int edgeIdx = int(a_edgeAttrIndex);
`).concat(c.fetchCode,`
`).concat(c.varyingAssignments,`
  }

  // --- Fetch node data: geometry (texel 0) + rotation flags (texel 1) ---
  vec4 srcN = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, srcIdx);
  vec4 tgtN = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, tgtIdx);

  vec2 source = srcN.xy;
  vec2 target = tgtN.xy;
  float sourceSize = srcN.z;
  float targetSize = tgtN.z;
  v_sourceNodeSize = sourceSize;
  v_targetNodeSize = targetSize;

  // --- Pixel-to-graph conversion (fixed font mode) ---
  float matrixScaleX = length(vec2(u_matrix[0][0], u_matrix[1][0]));
  float pixelToGraph = 2.0 / (matrixScaleX * u_resolution.x);

  float webGLThickness = thickness * u_correctionRatio / u_sizeRatio;

  // --- Body bounds (shared with edge label shader) ---
  vec4 edgeClamp = readFrameTexel(u_edgeFrameTexture, u_edgeFrameTextureWidth, edgeIdx);
  vec3 bodyBounds = computeEdgeLabelBodyBounds(
    edgeClamp.x, edgeClamp.y, edgeClamp.w,
    webGLThickness, HEAD_RATIO, TAIL_RATIO
  );
  float bodyStartDist = bodyBounds.x;
  float bodyEndDist = bodyBounds.y;
  float bodyLength = bodyBounds.z;

  // --- Text dimensions ---
  float baseFontSize = a_baseFontSize;
  `).concat(l?`float fontScale = baseFontSize / ATLAS_FONT_SIZE * u_zoomSizeRatio;
  float textWidthWebGL = a_totalTextWidth * fontScale * u_correctionRatio / u_sizeRatio;
  float halfTextHeight = baseFontSize * 0.35 * u_zoomSizeRatio * u_correctionRatio / u_sizeRatio;
  float marginWebGL = a_margin * u_zoomSizeRatio * u_correctionRatio / u_sizeRatio;`:`float fontScale = baseFontSize / ATLAS_FONT_SIZE;
  float textWidthWebGL = a_totalTextWidth * fontScale * pixelToGraph;
  float halfTextHeight = baseFontSize * 0.35 * pixelToGraph;
  float marginWebGL = a_margin * pixelToGraph;`,`
  float paddingWebGL = a_padding * pixelToGraph;

  // --- Alpha modifier (shared with edge label shader) ---
  float alphaModifier = computeEdgeLabelAlpha(bodyLength, textWidthWebGL);
  if (alphaModifier <= 0.0 || textWidthWebGL <= 0.0) {
    gl_Position = vec4(2.0, 0.0, 0.0, 1.0);
    v_color = vec4(0.0);
    v_id = vec4(0.0);
    v_alphaModifier = 0.0;
    return;
  }

  // --- Perpendicular offset (shared with edge label shader) ---
  float bodyCenterDist = (bodyStartDist + bodyEndDist) * 0.5;
  float centerT = queryPathTAtDistance(pathId, bodyCenterDist, source, target);
  float screenDir = computeEdgeLabelScreenDir(pathId, centerT, source, target, u_matrix);
  float readingSign = `).concat(s?"screenDir":"1.0",`;
  float halfThickness = webGLThickness * 0.5;
  float perpOffset = computeEdgeLabelPerpOffset(
    a_positionMode, halfThickness, marginWebGL, halfTextHeight, readingSign, screenDir
  );

  // --- Ribbon span (clipped to body) ---
  float halfTextWebGL = textWidthWebGL * 0.5;
  float labelStartDist = max(bodyCenterDist - halfTextWebGL, bodyStartDist);
  float labelEndDist = min(bodyCenterDist + halfTextWebGL, bodyEndDist);

  // Sample centerline at this pair, then apply perpendicular offset.
  // The ribbon follows the centerline path (simple & robust); for curved edges
  // this closely matches the offset path the characters sit on.
  float u = float(pairIdx) / float(RIBBON_SEGMENTS);
  float arcDist = mix(labelStartDist, labelEndDist, u);
  float t = queryPathTAtDistance(pathId, arcDist, source, target);
  vec2 pos = queryPathPosition(pathId, t, source, target);
  vec2 tan = queryPathTangent(pathId, t, source, target);
  vec2 perp = vec2(-tan.y, tan.x);

  vec2 centerPos = pos + perp * perpOffset;

  float halfRibbon = halfTextHeight + paddingWebGL;
  float sideSign = side == 0 ? -1.0 : 1.0;
  vec2 ribbonPos = centerPos + perp * (sideSign * halfRibbon);

  vec3 clipPos = u_matrix * vec3(ribbonPos, 1.0);
  gl_Position = vec4(clipPos.xy, 0.0, 1.0);

  v_color = a_color;
  v_id = a_id;
  v_alphaModifier = alphaModifier;
}
`);return v}var el=`#version 300 es
precision highp float;

in vec4 v_color;
in vec4 v_id;
in float v_alphaModifier;

out vec4 fragColor;

void main() {
#ifdef PICKING_MODE
  if (v_alphaModifier <= 0.0) discard;
  fragColor = v_id;
#else
  float alpha = v_color.a * v_alphaModifier;
  if (alpha <= 0.0) discard;
  fragColor = vec4(v_color.rgb * alpha, alpha);
#endif
}
`;function tl(n,r,t,e){var a=e.shaderConfig,i=a.paths,o=a.fontSizeMode;if(i.length===0)throw new Error("createEdgeLabelBackgroundProgram: shaderConfig must declare at least one path");var s=pe(),l=he([].concat(H(i),[s])),d=Sn([].concat(H(i),[s]),l),u=Js(a),c=(function(v){function f(h,p,m){var g;return Y(this,f),g=Z(this,f,[h,p,m]),E(g,"totalCount",0),E(g,"bufferCapacity",0),E(g,"edgeAttributeTexture",null),g.edgeAttributeTexture=new Tn(h,l),g.packedAttributeData=new Float32Array(l.floatsPerItem),g}return Q(f,v),$(f,[{key:"getDefinition",value:function(){for(var p=WebGL2RenderingContext,m=p.FLOAT,g=p.UNSIGNED_BYTE,b=p.TRIANGLE_STRIP,x=[],_=0;_<Sr;_++)x.push([_]);var y=["u_matrix","u_sizeRatio","u_correctionRatio","u_pixelRatio","u_cameraAngle","u_resolution","u_nodeDataTexture","u_nodeDataTextureWidth","u_edgeDataTexture","u_edgeDataTextureWidth","u_edgeFrameTexture","u_edgeFrameTextureWidth"];return o==="scaled"&&y.push("u_zoomSizeRatio"),l.floatsPerItem>0&&y.push("u_edgeAttributeTexture","u_edgeAttributeTextureWidth","u_edgeAttributeTexelsPerEdge"),{VERTICES:Sr,VERTEX_SHADER_SOURCE:u,FRAGMENT_SHADER_SOURCE:el,METHOD:b,UNIFORMS:y,ATTRIBUTES:[{name:"a_edgeIndex",size:1,type:m},{name:"a_edgeAttrIndex",size:1,type:m},{name:"a_baseFontSize",size:1,type:m},{name:"a_totalTextWidth",size:1,type:m},{name:"a_positionMode",size:1,type:m},{name:"a_margin",size:1,type:m},{name:"a_padding",size:1,type:m},{name:"a_color",size:4,type:g,normalized:!0},{name:"a_id",size:4,type:g,normalized:!0}],CONSTANT_ATTRIBUTES:[{name:"a_vertexIndex",size:1,type:m}],CONSTANT_DATA:x}}},{key:"processEdgeLabelBackground",value:function(p,m,g){var b=0;if(this.edgeAttributeTexture&&l.floatsPerItem>0){b=this.edgeAttributeTexture.allocate(m);var x=this.packedAttributeData;En(d,g.edgeAttributes,x,"",Qs,0),this.edgeAttributeTexture.updateAllAttributes(m,x)}var _=this.floats,y=this.ints,T=p*this.STRIDE;_[T++]=g.edgeIndex,_[T++]=b,_[T++]=g.baseFontSize,_[T++]=g.totalTextWidth,_[T++]=g.positionMode,_[T++]=g.margin,_[T++]=g.padding,_[T++]=g.color,y[T++]=g.id}},{key:"setUniforms",value:function(p,m){var g=m.gl,b=m.uniformLocations;if(g.uniformMatrix3fv(b.u_matrix,!1,p.matrix),g.uniform1f(b.u_sizeRatio,p.sizeRatio),g.uniform1f(b.u_correctionRatio,p.correctionRatio),g.uniform1f(b.u_pixelRatio,p.pixelRatio),g.uniform1f(b.u_cameraAngle,p.cameraAngle),g.uniform2f(b.u_resolution,p.width,p.height),b.u_nodeDataTexture!==void 0&&g.uniform1i(b.u_nodeDataTexture,p.nodeDataTextureUnit),b.u_nodeDataTextureWidth!==void 0&&g.uniform1i(b.u_nodeDataTextureWidth,p.nodeDataTextureWidth),b.u_edgeDataTexture!==void 0&&g.uniform1i(b.u_edgeDataTexture,p.edgeDataTextureUnit),b.u_edgeDataTextureWidth!==void 0&&g.uniform1i(b.u_edgeDataTextureWidth,p.edgeDataTextureWidth),b.u_edgeFrameTexture!==void 0&&g.uniform1i(b.u_edgeFrameTexture,p.edgeFrameTextureUnit),b.u_edgeFrameTextureWidth!==void 0&&g.uniform1i(b.u_edgeFrameTextureWidth,p.edgeFrameTextureWidth),o==="scaled"&&b.u_zoomSizeRatio!==void 0){var x=this.renderer.getSetting("zoomToSizeRatioFunction");g.uniform1f(b.u_zoomSizeRatio,1/x(p.zoomRatio))}this.edgeAttributeTexture&&l.floatsPerItem>0&&b.u_edgeAttributeTexture!==void 0&&(this.edgeAttributeTexture.bind(we),g.uniform1i(b.u_edgeAttributeTexture,we),g.uniform1i(b.u_edgeAttributeTextureWidth,this.edgeAttributeTexture.getTextureWidth()),g.uniform1i(b.u_edgeAttributeTexelsPerEdge,this.edgeAttributeTexture.getTexelsPerItem()))}},{key:"renderProgram",value:function(p,m){this.edgeAttributeTexture&&l.floatsPerItem>0&&this.edgeAttributeTexture.upload(),ee(f,"renderProgram",this,3)([p,m])}},{key:"kill",value:function(){this.edgeAttributeTexture&&(this.edgeAttributeTexture.kill(),this.edgeAttributeTexture=null),ee(f,"kill",this,3)([])}},{key:"drawWebGL",value:function(p,m){var g=m.gl;this.totalCount!==0&&g.drawArraysInstanced(g.TRIANGLE_STRIP,0,this.VERTICES,this.totalCount)}},{key:"reallocate",value:function(p){this.totalCount=p,p>this.bufferCapacity&&(this.bufferCapacity=Math.max(p,Math.ceil(this.bufferCapacity*1.5)||10),ee(f,"reallocate",this,3)([this.bufferCapacity]))}}])})(Be);return new c(n,r,t)}function Vr(n){var r,t,e,a,i,o;return{paths:n.paths,headLengthRatio:(r=n.headLengthRatio)!==null&&r!==void 0?r:0,tailLengthRatio:(t=n.tailLengthRatio)!==null&&t!==void 0?t:0,fontSizeMode:(e=n.fontSizeMode)!==null&&e!==void 0?e:"fixed",minVisibilityThreshold:(a=n.minVisibilityThreshold)!==null&&a!==void 0?a:.7,fullVisibilityThreshold:(i=n.fullVisibilityThreshold)!==null&&i!==void 0?i:.8,keepUpright:(o=n.keepUpright)!==null&&o!==void 0?o:!0}}var nl=be.fontSize,al=17/64;function rl(n){var r=n.paths,t=n.hasBorder,e=t===void 0?!1:t,a=n.fontSizeMode,i=a===void 0?"fixed":a,o=n.minVisibilityThreshold,s=o===void 0?.5:o,l=n.fullVisibilityThreshold,d=l===void 0?.6:l,u=n.keepUpright,c=u===void 0?!0:u,v=i==="scaled",f=r.some(function(b){return b.hasSharpCorners}),h=pe(),p=he([].concat(H(r),[h])),m=Gt(p),g=`#version 300 es

// ============================================================================
// Attributes - Per Character (Instanced)
// ============================================================================

// Edge geometry: indices for texture lookup
// Edge data (source/target node indices, thickness, head/tail ratios) is fetched from edge data texture
// Edge path attributes (curvature, etc.) are fetched from edge attribute texture
in float a_edgeIndex;       // Index into edge data texture
in float a_edgeAttrIndex;   // Index into edge attribute texture (for curvature, etc.)
in float a_baseFontSize;    // Base font size in pixels (per-label)

// Character metrics (in glyph units = atlas font size pixels)
in vec4 a_charMetrics;      // (charTextOffset, charAdvance, totalTextWidth, positionMode)
in vec4 a_charDims;         // (charSize.x, charSize.y, charOffset.x, charOffset.y)

// Atlas texture coordinates
in vec4 a_texCoords;        // (x, y, width, height) in atlas pixels

// Label parameters
in vec2 a_labelParams;      // (margin, unused)

// Appearance
in vec4 a_color;            // Character color (RGBA, normalized)
`.concat(e?"in vec4 a_borderColor;      // Border color (RGBA, normalized)":"",`

// ============================================================================
// Attributes - Per Vertex (Constant)
// ============================================================================

in vec2 a_quadCorner;       // Quad corner: (0,0), (1,0), (0,1), (1,1)

// ============================================================================
// Uniforms
// ============================================================================

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_pixelRatio;
uniform float u_cameraAngle;    // Required by node shape SDFs
// u_sdfBufferPixels kept for ABI compatibility but unused in shader
uniform float u_sdfBufferPixels;
uniform vec2 u_resolution;
uniform vec2 u_atlasSize;
uniform sampler2D u_nodeDataTexture; // Shared texture with node position/size/shape data
uniform int u_nodeDataTextureWidth;  // Width of 2D node data texture for coordinate calculation
uniform sampler2D u_edgeDataTexture; // Shared texture with edge data
uniform int u_edgeDataTextureWidth;  // Width of 2D edge data texture for coordinate calculation
uniform sampler2D u_edgeFrameTexture; // Per-edge clamp (tStart, tEnd, straightenFactor, pathLength)
uniform int u_edgeFrameTextureWidth;
`).concat(v?"uniform float u_zoomSizeRatio;  // Zoom-based size ratio from zoomToSizeRatioFunction":"",`

// Edge path attribute texture uniforms (for curvature and other path attributes)
`).concat(m.uniformDeclarations,`

// ============================================================================
// Varyings
// ============================================================================

out vec2 v_texCoord;
out vec4 v_color;
`).concat(e?"out vec4 v_borderColor;":"",`
out float v_edgeFade;  // 0 = fully visible, 1 = fully faded (outside body)
out float v_alphaModifier;  // 0-1 based on label visibility ratio
out float v_fontScale;  // Ratio of rendered font size to atlas font size
`).concat(e?"out float v_positionMode;  // Position mode for conditional border (0=over needs border)":"",`

// ============================================================================
// Constants
// ============================================================================

const float bias = 255.0 / 254.0;
const float FADE_WIDTH_PIXELS = 15.0;  // Width of fade gradient in pixels
const float ATLAS_FONT_SIZE = `).concat(J(nl),`;  // Base font size used in SDF atlas
const float VERTICAL_CENTER_RATIO = `).concat(J(al),`;  // Baseline to visual center ratio

// ============================================================================
// Path Attribute Variables (set in main, used by path functions)
// ============================================================================
// Path attributes are fetched from the edge attribute texture and stored in
// variables with v_ prefix (e.g., v_curvature) for path functions to access.
`).concat(m.vertexVaryingDeclarations.replace(/out /g,""),`

// Node size variables (set in main, used by some path functions like loops).
// These mirror the v_sourceNodeSize / v_targetNodeSize varyings in generator.ts,
// but are plain floats here since the label shader is vertex-only.
float v_sourceNodeSize;
float v_targetNodeSize;

// Shared preamble: shape SDFs, path functions + selectors, clamp, helpers.
`).concat(Ur({paths:r,minVisibilityThreshold:s,fullVisibilityThreshold:d}),`

// ============================================================================
// Main
// ============================================================================

void main() {
  // -------------------------------------------------------------------------
  // Fetch edge data from edge texture (2 texels per edge)
  // -------------------------------------------------------------------------
  // Texel 0: sourceNodeIndex, targetNodeIndex, thickness, reserved
  // Texel 1: headLengthRatio, tailLengthRatio, pathId, extremityIds
  int edgeIdx = int(a_edgeIndex);
  int texel0Idx = edgeIdx * 2;
  int texel1Idx = edgeIdx * 2 + 1;
  ivec2 edgeTexCoord0 = ivec2(texel0Idx % u_edgeDataTextureWidth, texel0Idx / u_edgeDataTextureWidth);
  ivec2 edgeTexCoord1 = ivec2(texel1Idx % u_edgeDataTextureWidth, texel1Idx / u_edgeDataTextureWidth);
  vec4 edgeData0 = texelFetch(u_edgeDataTexture, edgeTexCoord0, 0);
  vec4 edgeData1 = texelFetch(u_edgeDataTexture, edgeTexCoord1, 0);

  // Unpack edge data
  int srcIdx = int(edgeData0.x);
  int tgtIdx = int(edgeData0.y);
  float thickness = edgeData0.z;
  // edgeData0.w is reserved
  float headLengthRatio = edgeData1.x;
  float tailLengthRatio = edgeData1.y;
  int pathId = int(edgeData1.z);  // Path type for multi-path support
  float baseFontSize = a_baseFontSize;

  // -------------------------------------------------------------------------
  // Fetch path attributes from edge attribute texture
  // -------------------------------------------------------------------------
  // Note: The fetch code uses 'edgeIdx' variable, so we set it to the attribute texture index
  {
    int edgeIdx = int(a_edgeAttrIndex);  // Use attribute texture index for path attributes
`).concat(m.fetchCode,`
`).concat(m.varyingAssignments,`
  }

  // -------------------------------------------------------------------------
  // Fetch node data from node texture (geometry texel + rotation-flags texel)
  // -------------------------------------------------------------------------
  vec4 srcNodeData = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, srcIdx);
  vec4 tgtNodeData = readNodeData(u_nodeDataTexture, u_nodeDataTextureWidth, tgtIdx);

  vec2 source = srcNodeData.xy;
  vec2 target = tgtNodeData.xy;
  float sourceSize = srcNodeData.z;
  float targetSize = tgtNodeData.z;
  v_sourceNodeSize = sourceSize;
  v_targetNodeSize = targetSize;
  float charTextOffset = a_charMetrics.x;
  float charAdvance = a_charMetrics.y;
  float totalTextWidth = a_charMetrics.z;
  float positionMode = a_charMetrics.w;
  vec2 charSize = a_charDims.xy;
  vec2 charOffset = a_charDims.zw;
  float margin = a_labelParams.x;

  // -------------------------------------------------------------------------
  // Compute pixel-to-graph conversion (for fixed font size mode)
  // -------------------------------------------------------------------------
  // This converts screen pixels to graph units such that N pixels on screen
  // becomes N pixels regardless of zoom level.
  // matrixScaleX is how much the matrix scales graph units to clip space
  float matrixScaleX = length(vec2(u_matrix[0][0], u_matrix[1][0]));
  float pixelToGraph = 2.0 / (matrixScaleX * u_resolution.x);

  // -------------------------------------------------------------------------
  // Step 1: Convert thickness to WebGL units
  // -------------------------------------------------------------------------
  float webGLThickness = thickness * u_correctionRatio / u_sizeRatio;

  // -------------------------------------------------------------------------
  // Step 2: Compute body bounds (truncated at node boundaries + extremities)
  // -------------------------------------------------------------------------
  vec4 edgeClamp = readFrameTexel(u_edgeFrameTexture, u_edgeFrameTextureWidth, edgeIdx);
  vec3 bodyBounds = computeEdgeLabelBodyBounds(
    edgeClamp.x, edgeClamp.y, edgeClamp.w,
    webGLThickness, headLengthRatio, tailLengthRatio
  );
  float bodyStartDist = bodyBounds.x;
  float bodyEndDist = bodyBounds.y;
  float bodyLength = bodyBounds.z;

  // -------------------------------------------------------------------------
  // Step 3: Compute font scale and text dimensions
  // -------------------------------------------------------------------------
  // Font size modes:
  // - "fixed": Constant pixel size regardless of zoom, using pixelToGraph conversion
  // - "scaled": Scales with zoom using zoomToSizeRatioFunction
  `).concat(v?`// Scaled mode: font scales with zoom
  float fontScale = baseFontSize / ATLAS_FONT_SIZE * u_zoomSizeRatio;
  // Convert glyph-unit metrics to WebGL units (scales with zoom)
  float textWidthWebGL = totalTextWidth * fontScale * u_correctionRatio / u_sizeRatio;
  float charOffsetWebGL = charTextOffset * fontScale * u_correctionRatio / u_sizeRatio;
  float charAdvanceWebGL = charAdvance * fontScale * u_correctionRatio / u_sizeRatio;`:`// Fixed mode: font stays constant in screen pixels
  float fontScale = baseFontSize / ATLAS_FONT_SIZE;
  // Convert glyph-unit metrics to graph units using pixelToGraph (zoom-independent)
  float textWidthWebGL = totalTextWidth * fontScale * pixelToGraph;
  float charOffsetWebGL = charTextOffset * fontScale * pixelToGraph;
  float charAdvanceWebGL = charAdvance * fontScale * pixelToGraph;`,`

  // Font scale varying for fragment shader gamma scaling.
  // Ratio of rendered font size to atlas font size — used to tighten the
  // anti-aliasing band for large labels so they stay sharp.
  v_fontScale = fontScale;

  // -------------------------------------------------------------------------
  // Step 4: Alpha modifier from how much of the label fits in the body
  // -------------------------------------------------------------------------
  float alphaModifier = computeEdgeLabelAlpha(bodyLength, textWidthWebGL);

  // -------------------------------------------------------------------------
  // Step 5: Compute character center offset (truncation check moved to after curvature adjustment)
  // -------------------------------------------------------------------------
  // Body center in arc distance
  float bodyCenterDist = (bodyStartDist + bodyEndDist) * 0.5;

  float centerT = queryPathTAtDistance(pathId, bodyCenterDist, source, target);
  float screenDir = computeEdgeLabelScreenDir(pathId, centerT, source, target, u_matrix);

  // Reversed labels lay their characters out from target to source
  float readingSign = `).concat(c?"screenDir":"1.0",`;

  // Character center position relative to label center (on centerline, before curvature adjustment)
  float charCenterOffset = readingSign * (charOffsetWebGL + charAdvanceWebGL * 0.5 - textWidthWebGL * 0.5);

  // -------------------------------------------------------------------------
  // Step 6: Compute perpendicular offset based on position mode
  // -------------------------------------------------------------------------
  // Position modes: 0=over, 1=above, 2=below, 3=auto
  // Needed early for curvature-adaptive character spacing in Step 7
  float halfThickness = webGLThickness * 0.5;
  `).concat(v?`// Scaled mode: margin and text height scale with zoom (same factor as font)
  float marginWebGL = margin * u_zoomSizeRatio * u_correctionRatio / u_sizeRatio;
  float halfTextHeight = baseFontSize * 0.35 * u_zoomSizeRatio * u_correctionRatio / u_sizeRatio;`:`// Fixed mode: margin and text height stay constant in screen pixels
  float marginWebGL = margin * pixelToGraph;
  float halfTextHeight = baseFontSize * 0.35 * pixelToGraph;`,`
  float perpOffset = computeEdgeLabelPerpOffset(
    positionMode, halfThickness, marginWebGL, halfTextHeight, readingSign, screenDir
  );

  // -------------------------------------------------------------------------
  // Step 7: Position character on path using offset path traversal
  // -------------------------------------------------------------------------
  // For "over" mode (perpOffset = 0), use simple centerline placement
  // For above/below modes, walk along the offset path to find correct position
  float charT;

  if (perpOffset == 0.0) {
    // Simple case: place on centerline
    float charArcDist = bodyCenterDist + charCenterOffset;
    charT = queryPathTAtDistance(pathId, charArcDist, source, target);
  } else {
    // Offset path traversal: walk along the offset curve to find character position
    // This ensures even character spacing regardless of curvature

    `).concat(f?`// -----------------------------------------------------------------------
    // Corner skip setup for step/taxi edges with above/below labels
    // -----------------------------------------------------------------------
    // At concave corners (inner side of the bend), characters would bunch up
    // because the offset path has near-zero arc length. We detect corner
    // crossings during the offset path traversal and add skip distance.

    // Get corner t values and concavity
    vec2 cornerTs = queryGetCornerTs(pathId, source, target);
    vec2 concavity = queryGetCornerConcavity(pathId, source, target, perpOffset);

    // Skip distance in graph units, proportional to on-screen font size
    // For fixed mode: use pixelToGraph so gap stays constant regardless of zoom
    // For scaled mode: use the same conversion as text width
    `.concat(v?"float skipDistGraph = STEP_INNER_CORNER_SKIP_FACTOR * baseFontSize * u_zoomSizeRatio * u_correctionRatio / u_sizeRatio;":"float skipDistGraph = STEP_INNER_CORNER_SKIP_FACTOR * baseFontSize * pixelToGraph;",`

    // Corner t values for detecting crossings during traversal
    float corner1T = cornerTs.x;
    float corner2T = cornerTs.y;
    bool corner1IsConcave = concavity.x > 0.5;
    bool corner2IsConcave = concavity.y > 0.5;`):"",`

    // Target distance along offset path from center
    float targetOffsetDist = abs(charCenterOffset);

    // Handle center character (charCenterOffset ≈ 0) - no search needed
    if (targetOffsetDist < 0.0001) {
      charT = centerT;
    } else {
      vec2 centerPos = queryPathPosition(pathId, centerT, source, target);
      vec2 centerNormal = queryPathNormal(pathId, centerT, source, target);
      vec2 offsetCenter = centerPos + centerNormal * perpOffset;

      float searchDir = charCenterOffset > 0.0 ? 1.0 : -1.0;

      // Search bounds (t values for body start and end)
      float tBodyStart = queryPathTAtDistance(pathId, bodyStartDist, source, target);
      float tBodyEnd = queryPathTAtDistance(pathId, bodyEndDist, source, target);

      // Walk along offset path to find character position
      float accumDist = 0.0;
      vec2 prevOffsetPos = offsetCenter;
      float prevT = centerT;
      float foundT = centerT;

      // Search range depends on direction
      float tSearchEnd = searchDir > 0.0 ? tBodyEnd : tBodyStart;

      `).concat(f?`// Track which concave corners we've crossed to add skip distance
      bool crossedCorner1 = false;
      bool crossedCorner2 = false;
      float effectiveTargetDist = targetOffsetDist;`:"",`

      const int STEPS = 32;
      for (int i = 1; i <= STEPS; i++) {
        // Step along centerline t, from center toward target
        float stepT = centerT + searchDir * float(i) * abs(tSearchEnd - centerT) / float(STEPS);

        `).concat(f?`// Check for concave corner crossings and add skip distance
        // Corner 1 crossing check
        if (corner1IsConcave && !crossedCorner1) {
          bool crossingCorner1 = (searchDir > 0.0)
            ? (prevT < corner1T && stepT >= corner1T)
            : (prevT > corner1T && stepT <= corner1T);
          if (crossingCorner1) {
            crossedCorner1 = true;
            effectiveTargetDist += skipDistGraph;
          }
        }

        // Corner 2 crossing check
        if (corner2IsConcave && !crossedCorner2) {
          bool crossingCorner2 = (searchDir > 0.0)
            ? (prevT < corner2T && stepT >= corner2T)
            : (prevT > corner2T && stepT <= corner2T);
          if (crossingCorner2) {
            crossedCorner2 = true;
            effectiveTargetDist += skipDistGraph;
          }
        }`:"",`

        // Compute offset position at this t
        vec2 stepPos = queryPathPosition(pathId, stepT, source, target);
        vec2 stepNormal = queryPathNormal(pathId, stepT, source, target);
        vec2 offsetPos = stepPos + stepNormal * perpOffset;

        // Distance along offset path
        float segDist = length(offsetPos - prevOffsetPos);

        `).concat(f?`if (accumDist + segDist >= effectiveTargetDist) {
          // Interpolate within segment to find exact t
          float remaining = effectiveTargetDist - accumDist;
          float segT = remaining / max(segDist, 0.0001);
          foundT = mix(prevT, stepT, segT);
          break;
        }`:`if (accumDist + segDist >= targetOffsetDist) {
          // Interpolate within segment to find exact t
          float remaining = targetOffsetDist - accumDist;
          float segT = remaining / max(segDist, 0.0001);
          foundT = mix(prevT, stepT, segT);
          break;
        }`,`

        accumDist += segDist;
        prevOffsetPos = offsetPos;
        prevT = stepT;
        // Update foundT to last valid position in case loop exhausts without finding target
        foundT = stepT;
      }

      charT = foundT;
    }
  }

  // Get position and tangent at final character position
  vec2 pathPos = queryPathPosition(pathId, charT, source, target);
  vec2 tangent = queryPathTangent(pathId, charT, source, target);

  // Compute perpendicular direction (90 degrees from tangent)
  vec2 perpDir = vec2(-tangent.y, tangent.x);

  // Apply perpendicular offset to path position
  vec2 offsetPathPos = pathPos + perpDir * perpOffset;

  // -------------------------------------------------------------------------
  // Step 8: Build character quad
  // -------------------------------------------------------------------------
  // Character size in screen pixels
  vec2 charSizePixels = charSize * fontScale;

  // Character offset from origin to the atlas region's top-left corner.
  // bearingX/bearingY already include the SDF buffer.
  vec2 charOffsetPixels = charOffset * fontScale;

  // The character's local X offset from pathPos (which is at character center)
  float charLocalX = -charAdvance * 0.5 * fontScale;

  // Build quad position:
  // - Start at character origin (charLocalX on X axis, 0 on Y axis = baseline)
  // - Add bearing offset to get to atlas region corner
  // - Add quad corner * size to get vertex position
  vec2 quadPos;
  quadPos.x = charLocalX + charOffsetPixels.x + a_quadCorner.x * charSizePixels.x;
  // charOffset.y = -bearingY (negated), so -charOffsetPixels.y = bearingY * fontScale
  // (distance from baseline to atlas region top, positive = upward)
  // Quad corner (0,0) = bottom-left, (1,1) = top-right
  quadPos.y = -charOffsetPixels.y - charSizePixels.y * (1.0 - a_quadCorner.y);

  // Center vertically on the path by offsetting by half the visual text height
  // VERTICAL_CENTER_RATIO is the distance from baseline to visual center as a ratio of atlas font size
  float verticalCenterOffset = VERTICAL_CENTER_RATIO * ATLAS_FONT_SIZE * fontScale;
  quadPos.y -= verticalCenterOffset;

  // -------------------------------------------------------------------------
  // Step 9: Rotate quad to align with tangent
  // -------------------------------------------------------------------------
  // Rotation matrix from the reading direction
  // readingDir = (cos(angle), sin(angle)), so we can build rotation directly
  vec2 readingDir = tangent * readingSign;
  mat2 rotation = mat2(readingDir.x, readingDir.y, -readingDir.y, readingDir.x);

  // Convert pixel offset to WebGL units for rotation
  `).concat(v?"vec2 quadPosWebGL = quadPos * u_correctionRatio / u_sizeRatio; // Scaled mode":"vec2 quadPosWebGL = quadPos * pixelToGraph; // Fixed mode: use pixelToGraph for zoom-independent size",`

  // Rotate around character center on path
  vec2 rotatedOffset = rotation * quadPosWebGL;

  // Final position in graph space (using offset path position for above/below modes)
  vec2 worldPos = offsetPathPos + rotatedOffset;

  // -------------------------------------------------------------------------
  // Step 10: Transform to clip space
  // -------------------------------------------------------------------------
  vec3 clipPos = u_matrix * vec3(worldPos, 1.0);
  gl_Position = vec4(clipPos.xy, 0.0, 1.0);

  // -------------------------------------------------------------------------
  // Step 11: Texture coordinates
  // -------------------------------------------------------------------------
  // Flip Y for texture coordinates (texture Y goes down, quad Y goes up)
  vec2 texCorner = vec2(a_quadCorner.x, 1.0 - a_quadCorner.y);
  v_texCoord = (a_texCoords.xy + texCorner * a_texCoords.zw) / u_atlasSize;

  // -------------------------------------------------------------------------
  // Step 12: Pass color, border color, and alpha modifier
  // -------------------------------------------------------------------------
  v_color = a_color;
  v_color.a *= bias;
`).concat(e?`  v_borderColor = a_borderColor;
  v_borderColor.a *= bias;
  v_positionMode = positionMode;`:"",`
  v_alphaModifier = alphaModifier;

  // -------------------------------------------------------------------------
  // Step 13: Compute edge fade for soft truncation
  // -------------------------------------------------------------------------
  // Convert fade width from pixels to WebGL units
  `).concat(v?"float fadeWidthWebGL = FADE_WIDTH_PIXELS * u_correctionRatio / u_sizeRatio;":"float fadeWidthWebGL = FADE_WIDTH_PIXELS * pixelToGraph;",`

  // Compute the arc position of THIS VERTEX (not just character center)
  // The quad extends from charCenter - advance/2 to charCenter + advance/2
  // a_quadCorner.x is 0 for left edge, 1 for right edge
  float vertexLocalOffset = readingSign * (a_quadCorner.x - 0.5) * charAdvanceWebGL;
  float vertexArcOffset = charCenterOffset + vertexLocalOffset;

  // Compute distance from body edges (positive = inside body, negative = outside)
  float halfBody = bodyLength * 0.5;
  float distFromStart = vertexArcOffset + halfBody;  // Distance from body start edge
  float distFromEnd = halfBody - vertexArcOffset;    // Distance from body end edge
  float distFromEdge = min(distFromStart, distFromEnd);

  // Compute fade: 0 = fully visible (deep inside body), 1 = fully faded (at body edge)
  // Fade goes from 0 (at 2*fadeWidth inside) to 1 (at body edge)
  // This ensures text is fully transparent before reaching extremities
  v_edgeFade = 1.0 - smoothstep(0.0, fadeWidthWebGL * 2.0, distFromEdge);
}
`);return g}function il(){var n=arguments.length>0&&arguments[0]!==void 0?arguments[0]:{},r=n.hasBorder,t=r===void 0?!1:r,e=`#version 300 es
precision highp float;

in vec2 v_texCoord;
in vec4 v_color;
`.concat(t?"in vec4 v_borderColor;":"",`
in float v_edgeFade;  // 0 = fully visible, 1 = fully faded
in float v_alphaModifier;  // 0-1 based on label visibility ratio
in float v_fontScale;  // Ratio of rendered font size to atlas font size
`).concat(t?"in float v_positionMode;  // Position mode (0=over, 1=above, 2=below, 3=auto)":"",`

uniform sampler2D u_atlas;
uniform float u_gamma;
uniform float u_sdfBuffer;
uniform float u_pixelRatio;
`).concat(t?"uniform float u_borderWidth;  // Border width in SDF units (normalized)":"",`

// Fragment output (single target - picking handled via separate pass)
out vec4 fragColor;

void main() {
  #ifdef PICKING_MODE
    // Edge labels are not pickable - discard all fragments in picking mode
    fragColor = vec4(0.0);
    discard;
  #else
  // SDF stores normalized distance: 0.5 = on edge, >0.5 = inside glyph
  float sdfValue = texture(u_atlas, v_texCoord).a;

  // Edge threshold accounting for SDF buffer padding
  float edge = 1.0 - u_sdfBuffer;

  // Scale gamma inversely with font scale so small labels get a wider AA band
  // (smoother) and large labels get a tighter band (sharper).
  float aaWidth = u_gamma / (u_pixelRatio * v_fontScale);

  // Apply edge fade for soft truncation at body boundaries
  // Also apply visibility-based alpha modifier for short edge labels
  float edgeAlpha = (1.0 - v_edgeFade) * v_alphaModifier;

`).concat(t?`  // Fill alpha: fully opaque inside the glyph
  float fillAlpha = smoothstep(edge - aaWidth, edge + aaWidth, sdfValue);

  // Only apply border for "over" position mode (v_positionMode == 0.0)
  // Labels positioned above/below/auto don't overlap the edge line and don't need borders
  if (v_positionMode < 0.5) {
    // Border rendering: compute alpha for both fill and border regions
    // Border extends from (edge - borderWidth) to edge
    float borderEdge = edge - u_borderWidth;

    // Border alpha: opaque in the border region (between borderEdge and edge)
    float borderAlpha = smoothstep(borderEdge - aaWidth, borderEdge + aaWidth, sdfValue);

    // Composite: fill on top of border
    // Border is visible where borderAlpha > 0 but fillAlpha < 1
    vec3 borderColorPremult = v_borderColor.rgb * v_borderColor.a * borderAlpha * edgeAlpha;
    vec3 fillColorPremult = v_color.rgb * v_color.a * fillAlpha * edgeAlpha;

    // Blend fill over border (fill replaces border where fill is opaque)
    float finalBorderAlpha = borderAlpha * (1.0 - fillAlpha);
    vec3 finalColor = fillColorPremult + v_borderColor.rgb * v_borderColor.a * finalBorderAlpha * edgeAlpha;
    float finalAlpha = (v_color.a * fillAlpha + v_borderColor.a * finalBorderAlpha) * edgeAlpha;

    fragColor = vec4(finalColor, finalAlpha);
  } else {
    // No border for above/below/auto positions - simple text rendering
    float finalAlpha = v_color.a * fillAlpha * edgeAlpha;
    fragColor = vec4(v_color.rgb * finalAlpha, finalAlpha);
  }`:`  // Smooth transition from transparent to opaque at glyph edge
  float alpha = smoothstep(edge - aaWidth, edge + aaWidth, sdfValue);

  // Premultiplied alpha output
  float finalAlpha = v_color.a * alpha * edgeAlpha;
  fragColor = vec4(v_color.rgb * finalAlpha, finalAlpha);`,`
  #endif
}
`);return e}function ol(n){var r=arguments.length>1&&arguments[1]!==void 0?arguments[1]:!1,t=arguments.length>2&&arguments[2]!==void 0?arguments[2]:"fixed",e=["u_matrix","u_sizeRatio","u_correctionRatio","u_pixelRatio","u_cameraAngle","u_sdfBufferPixels","u_resolution","u_atlasSize","u_atlas","u_gamma","u_sdfBuffer","u_nodeDataTexture","u_nodeDataTextureWidth","u_edgeDataTexture","u_edgeDataTextureWidth","u_edgeFrameTexture","u_edgeFrameTextureWidth","u_edgeAttributeTexture","u_edgeAttributeTextureWidth","u_edgeAttributeTexelsPerEdge"];t==="scaled"&&e.push("u_zoomSizeRatio"),r&&e.push("u_borderWidth");var a=G(n),i;try{for(a.s();!(i=a.n()).done;){var o=i.value,s=G(o.uniforms),l;try{for(s.s();!(l=s.n()).done;){var d=l.value;e.includes(d.name)||e.push(d.name)}}catch(u){s.e(u)}finally{s.f()}}}catch(u){a.e(u)}finally{a.f()}return e}function sl(n){var r=n.hasBorder,t=r===void 0?!1:r,e=n.fontSizeMode,a=e===void 0?"fixed":e;return{vertexShader:rl(n),fragmentShader:il({hasBorder:t}),uniforms:ol(n.paths,t,a)}}var ll=new Map;function dl(n){switch(n){case"over":return 0;case"above":return 1;case"below":return 2;case"auto":return 3;default:return 0}}function ul(n,r,t,e){var a=e.color,i=e.margin,o=e.textBorder,s=Vr(e),l=s.paths,d=s.fontSizeMode,u=s.minVisibilityThreshold,c=s.fullVisibilityThreshold,v=s.keepUpright,f=!!o,h=sl({paths:l,hasBorder:f,fontSizeMode:d,minVisibilityThreshold:u,fullVisibilityThreshold:c,keepUpright:v}),p=(function(m){function g(b,x,_){var y;Y(this,g),y=Z(this,g,[b,x,_]),E(y,"atlasTexture",null),E(y,"atlasNeedsUpdate",!1),E(y,"refreshTimeout",null),E(y,"labelGlyphCache",new Map),E(y,"edgeAttributeTexture",null);var T=pe();if(y.attributeLayout=he([].concat(H(l),[T])),y.attrDescriptors=Sn([].concat(H(l),[T]),y.attributeLayout),y.edgeAttributeTexture=new Tn(b,y.attributeLayout),y.packedAttributeData=new Float32Array(y.attributeLayout.floatsPerItem),y.atlasManager=new Me,y.gamma=.025,y.sdfBuffer=be.cutoff,y.atlasTexture=b.createTexture(),!y.atlasTexture)throw new Error("EdgeLabelProgram: failed to create atlas texture");b.bindTexture(b.TEXTURE_2D,y.atlasTexture),b.texParameteri(b.TEXTURE_2D,b.TEXTURE_WRAP_S,b.CLAMP_TO_EDGE),b.texParameteri(b.TEXTURE_2D,b.TEXTURE_WRAP_T,b.CLAMP_TO_EDGE),b.texParameteri(b.TEXTURE_2D,b.TEXTURE_MIN_FILTER,b.LINEAR),b.texParameteri(b.TEXTURE_2D,b.TEXTURE_MAG_FILTER,b.LINEAR),b.bindTexture(b.TEXTURE_2D,null),y.atlasManager.on(Me.ATLAS_UPDATED_EVENT,function(){y.atlasNeedsUpdate=!0,y.refreshTimeout!==null&&clearTimeout(y.refreshTimeout),y.refreshTimeout=setTimeout(function(){y.refreshTimeout=null,y.renderer.refresh()},0)});var D={family:"sans-serif",weight:"normal",style:"normal"};return y.defaultFontKey=y.atlasManager.registerFont(D),y}return Q(g,m),$(g,[{key:"getDefinition",value:function(){var x=WebGL2RenderingContext,_=x.FLOAT,y=x.UNSIGNED_BYTE,T=x.TRIANGLE_STRIP,D=new Set,A=[],F=G(l),L;try{for(F.s();!(L=F.n()).done;){var N=L.value,C=G(N.attributes),k;try{for(C.s();!(k=C.n()).done;){var S=k.value,R=S.name.startsWith("a_")?S.name:"a_".concat(S.name);D.has(R)||(D.add(R),A.push({name:R,size:S.size,type:S.type}))}}catch(I){C.e(I)}finally{C.f()}}}catch(I){F.e(I)}finally{F.f()}return{VERTICES:4,VERTEX_SHADER_SOURCE:h.vertexShader,FRAGMENT_SHADER_SOURCE:h.fragmentShader,METHOD:T,UNIFORMS:h.uniforms,ATTRIBUTES:[{name:"a_edgeIndex",size:1,type:_},{name:"a_edgeAttrIndex",size:1,type:_},{name:"a_baseFontSize",size:1,type:_},{name:"a_charMetrics",size:4,type:_},{name:"a_charDims",size:4,type:_},{name:"a_texCoords",size:4,type:_},{name:"a_labelParams",size:2,type:_},{name:"a_color",size:4,type:y,normalized:!0}].concat(H(f?[{name:"a_borderColor",size:4,type:y,normalized:!0}]:[]),H(A.filter(function(I){return!["a_curvature","curvature"].includes(I.name)}))),CONSTANT_ATTRIBUTES:[{name:"a_quadCorner",size:2,type:_}],CONSTANT_DATA:[[0,0],[1,0],[0,1],[1,1]]}}},{key:"prepareLabelGlyphs",value:function(x,_){if(_.hidden||!_.text){this.labelGlyphCache.delete(x);return}var y=_.text,T=_.fontKey||this.defaultFontKey;this.atlasManager.ensureGlyphs(y,T);var D=[],A=[],F=0,L=G(y),N;try{for(L.s();!(N=L.n()).done;){var C=N.value,k=C.codePointAt(0);if(k===void 0){D.push(void 0),A.push(F);continue}var S=this.atlasManager.getGlyph(k,T);D.push(S),A.push(F),S&&(F+=S.advance)}}catch(R){L.e(R)}finally{L.f()}this.labelGlyphCache.set(x,{glyphs:D,xOffsets:A,totalWidth:F})}},{key:"processCharacter",value:function(x,_,y,T){var D,A,F,L=this.floats,N=this.STRIDE,C=x*N,k=this.labelGlyphCache.get(_.parentKey);if(!k||!k.glyphs[T]){for(var S=0;S<N;S++)L[C+S]=0;return}var R=k.glyphs[T],I=k.xOffsets[T],z=g.labelColor,P=z&&j(z)==="object"&&"color"in z&&z.color?z.color:_.color,w=ue(P),M=C;L[M++]=_.edgeIndex,L[M++]=(D=(A=this.edgeAttributeTexture)===null||A===void 0?void 0:A.getIndex(_.parentKey))!==null&&D!==void 0?D:0,L[M++]=_.size,L[M++]=I,L[M++]=R.advance,L[M++]=k.totalWidth,L[M++]=dl(_.position),L[M++]=R.atlasWidth,L[M++]=R.atlasHeight,L[M++]=R.bearingX,L[M++]=-R.bearingY,L[M++]=R.atlasX,L[M++]=R.atlasY,L[M++]=R.atlasWidth,L[M++]=R.atlasHeight;var U=(F=g.labelMargin)!==null&&F!==void 0?F:_.margin;if(L[M++]=U,L[M++]=0,L[M++]=w,f&&o){var O;typeof o.color=="string"?O=o.color:O=o.color.color||"#ffffff",L[M++]=ue(O)}var q=new Set,V=G(l),X;try{for(V.s();!(X=V.n()).done;){var fe=X.value,re=G(fe.attributes),ye;try{for(re.s();!(ye=re.n()).done;){var qe=ye.value,gt=qe.name.startsWith("a_")?qe.name.slice(2):qe.name;if(gt!=="curvature"&&!q.has(gt)){q.add(gt);for(var vt=0;vt<qe.size;vt++)L[M++]=0}}}catch(mt){re.e(mt)}finally{re.f()}}}catch(mt){V.e(mt)}finally{V.f()}}},{key:"processEdgeLabel",value:function(x,_,y){if(this.prepareLabelGlyphs(x,y),this.edgeAttributeTexture&&!y.hidden&&y.text){this.edgeAttributeTexture.allocate(x);var T=this.packedAttributeData;En(this.attrDescriptors,y.edgeAttributes,T,"",ll,0),this.edgeAttributeTexture.updateAllAttributes(x,T)}return ee(g,"processLabel",this,3)([x,_,y])}},{key:"updateAtlasTexture",value:function(){if(this.atlasNeedsUpdate){var x=this.normalProgram.gl,_=this.atlasManager.getTextures();if(_.length!==0){var y=_[0];x.bindTexture(x.TEXTURE_2D,this.atlasTexture),x.texImage2D(x.TEXTURE_2D,0,x.RGBA,y.width,y.height,0,x.RGBA,x.UNSIGNED_BYTE,y.data),x.bindTexture(x.TEXTURE_2D,null),this.atlasNeedsUpdate=!1}}}},{key:"setUniforms",value:function(x,_){var y=_.gl,T=_.uniformLocations,D=this.atlasManager.getTextures(),A=D.length>0?[D[0].width,D[0].height]:[1,1];if(y.uniformMatrix3fv(T.u_matrix,!1,x.matrix),y.uniform1f(T.u_sizeRatio,x.sizeRatio),y.uniform1f(T.u_correctionRatio,x.correctionRatio),y.uniform1f(T.u_pixelRatio,x.pixelRatio),y.uniform1f(T.u_cameraAngle,x.cameraAngle),y.uniform1f(T.u_sdfBufferPixels,be.buffer),y.uniform2f(T.u_resolution,x.width,x.height),y.uniform2f(T.u_atlasSize,A[0],A[1]),y.uniform1f(T.u_gamma,this.gamma),y.uniform1f(T.u_sdfBuffer,this.sdfBuffer),y.activeTexture(y.TEXTURE0),y.bindTexture(y.TEXTURE_2D,this.atlasTexture),y.uniform1i(T.u_atlas,0),T.u_nodeDataTexture!==void 0&&y.uniform1i(T.u_nodeDataTexture,x.nodeDataTextureUnit),T.u_nodeDataTextureWidth!==void 0&&y.uniform1i(T.u_nodeDataTextureWidth,x.nodeDataTextureWidth),T.u_edgeDataTexture!==void 0&&y.uniform1i(T.u_edgeDataTexture,x.edgeDataTextureUnit),T.u_edgeDataTextureWidth!==void 0&&y.uniform1i(T.u_edgeDataTextureWidth,x.edgeDataTextureWidth),T.u_edgeFrameTexture!==void 0&&y.uniform1i(T.u_edgeFrameTexture,x.edgeFrameTextureUnit),T.u_edgeFrameTextureWidth!==void 0&&y.uniform1i(T.u_edgeFrameTextureWidth,x.edgeFrameTextureWidth),f&&o&&T.u_borderWidth!==void 0){var F=o.width/be.buffer*this.sdfBuffer;y.uniform1f(T.u_borderWidth,F)}if(this.edgeAttributeTexture&&T.u_edgeAttributeTexture!==void 0&&(this.edgeAttributeTexture.bind(we),y.uniform1i(T.u_edgeAttributeTexture,we),y.uniform1i(T.u_edgeAttributeTextureWidth,this.edgeAttributeTexture.getTextureWidth()),y.uniform1i(T.u_edgeAttributeTexelsPerEdge,this.edgeAttributeTexture.getTexelsPerItem())),d==="scaled"&&T.u_zoomSizeRatio!==void 0){var L=this.renderer.getSetting("zoomToSizeRatioFunction"),N=1/L(x.zoomRatio);y.uniform1f(T.u_zoomSizeRatio,N)}}},{key:"renderProgram",value:function(x,_){this.updateAtlasTexture(),this.atlasManager.hasPendingGlyphs()&&(this.atlasManager.flush(),this.updateAtlasTexture()),this.edgeAttributeTexture&&this.edgeAttributeTexture.upload(),ee(g,"renderProgram",this,3)([x,_])}},{key:"registerFont",value:function(x){var _=arguments.length>1&&arguments[1]!==void 0?arguments[1]:"normal",y=arguments.length>2&&arguments[2]!==void 0?arguments[2]:"normal";return this.atlasManager.registerFont({family:x,weight:_,style:y})}},{key:"getAtlasManager",value:function(){return this.atlasManager}},{key:"ensureGlyphsReady",value:function(x,_){var y=_||this.defaultFontKey,T=G(x),D;try{for(T.s();!(D=T.n()).done;){var A=D.value;this.atlasManager.ensureGlyphs(A,y)}}catch(F){T.e(F)}finally{T.f()}this.atlasManager.flush()}},{key:"measureLabelAtlasWidth",value:function(x,_){var y=_||this.defaultFontKey;this.atlasManager.ensureGlyphs(x,y),this.atlasManager.hasPendingGlyphs()&&this.atlasManager.flush();var T=0,D=G(x),A;try{for(D.s();!(A=D.n()).done;){var F=A.value,L=F.codePointAt(0);if(L!==void 0){var N=this.atlasManager.getGlyph(L,y);N&&(T+=N.advance)}}}catch(C){D.e(C)}finally{D.f()}return T}},{key:"measureLabel",value:function(x,_,y){var T=this.measureLabelAtlasWidth(x,y),D=_/be.fontSize;return{width:T*D,height:_,textHeight:_}}},{key:"kill",value:function(){var x=this.normalProgram.gl;this.refreshTimeout!==null&&(clearTimeout(this.refreshTimeout),this.refreshTimeout=null),this.atlasTexture&&(x.deleteTexture(this.atlasTexture),this.atlasTexture=null),this.edgeAttributeTexture&&(this.edgeAttributeTexture.kill(),this.edgeAttributeTexture=null),this.atlasManager.destroy(),this.labelGlyphCache.clear(),ee(g,"kill",this,3)([])}}])})(zr);return E(p,"labelColor",a),E(p,"labelMargin",i),new p(n,r,t)}function cl(){var n=`
// No extremity - always returns positive (outside)
float extremity_none(vec2 uv, float lengthRatio, float widthRatio) {
  return 1.0;
}
`;return{name:"none",glsl:n,length:0,widthFactor:1,margin:0,uniforms:[],attributes:[]}}function Xr(n,r,t,e,a,i,o){var s,l,d=Wr(e),u=d.paths,c=d.layers,v=d.defaultHead,f=d.defaultTail,h=[cl()].concat(H(d.extremities)),p={},m={};u.forEach(function(C,k){return p[C.name]=k}),h.forEach(function(C,k){return m[C.name]=k});var g=(s=m[v])!==null&&s!==void 0?s:0,b=(l=m[f])!==null&&l!==void 0?l:0,x=null,_=he([].concat(H(u),H(c))),y=(function(C){function k(S,R,I){var z;Y(this,k),x||(x=Tr({paths:u,extremities:h,layers:c,antialias:a})),z=Z(this,k,[S,R,I]),E(z,"layerLifecycles",new Map),E(z,"needsShaderRegeneration",!1),E(z,"edgeAttributeTexture",null),E(z,"layout",_),E(z,"attrDescriptors",[]),E(z,"lifecycleIndexOffset",u.length),z._pickingBuffer=R,z.edgeAttributeTexture=new Tn(S,z.layout),z.packedAttributeData=new Float32Array(z.layout.floatsPerItem),c.forEach(function(w,M){if(w.lifecycle){var U={gl:S,renderer:{refresh:function(){return I.refresh()}},getUniformLocation:function(q){return S.getUniformLocation(z.normalProgram.program,q)},requestShaderRegeneration:function(){z.needsShaderRegeneration=!0},requestRefresh:function(){I.refresh()}};z.layerLifecycles.set(M,w.lifecycle(U))}}),z.layerLifecycles.forEach(function(w){var M;return(M=w.init)===null||M===void 0?void 0:M.call(w)});var P=new Map;return z.layerLifecycles.forEach(function(w,M){w.getAttributeData&&P.set(u.length+M,w)}),z.attrDescriptors=Sn([].concat(H(u),H(c)),z.layout,P),z}return Q(k,C),$(k,[{key:"getAttributeTexture",value:function(){return this.edgeAttributeTexture}},{key:"resolveEdgeIds",value:function(R,I,z){var P=R,w=0,M=g,U=b,O=I?P.selfLoopPath:z&&P.parallelPath?P.parallelPath:P.path;O&&p[O]!==void 0&&(w=p[O]),P.head&&P.head!=="none"&&m[P.head]!==void 0&&(M=m[P.head]),P.tail&&P.tail!=="none"&&m[P.tail]!==void 0&&(U=m[P.tail]);var q=h[M],V=h[U];return{pathId:w,headId:M,tailId:U,headLengthRatio:ge(q.length)?0:q.length,tailLengthRatio:ge(V.length)?0:V.length}}},{key:"getDefinition",value:function(){var R=WebGL2RenderingContext,I=R.TRIANGLE_STRIP,z=I,P=x;return{VERTICES:P.verticesPerEdge,VERTEX_SHADER_SOURCE:P.vertexShader,FRAGMENT_SHADER_SOURCE:P.fragmentShader,METHOD:z,UNIFORMS:P.uniforms,ATTRIBUTES:P.attributes,CONSTANT_ATTRIBUTES:P.constantAttributes,CONSTANT_DATA:P.constantData}}},{key:"maybeRegenerateShaders",value:function(){var R=this;if(this.needsShaderRegeneration){this.needsShaderRegeneration=!1;var I=c.map(function(q,V){var X=R.layerLifecycles.get(V);return X!=null&&X.regenerate?X.regenerate():q});x=Tr({paths:u,extremities:h,layers:I,antialias:this.renderer.getSetting("antialiasEdges")});var z=this.normalProgram.gl,P=this.normalProgram,w=P.program,M=P.buffer,U=P.vertexShader,O=P.fragmentShader;z.deleteProgram(w),z.deleteBuffer(M),z.deleteShader(U),z.deleteShader(O),this.normalProgram=this.getProgramInfo("normal",z,x.vertexShader,x.fragmentShader,this._pickingBuffer)}}},{key:"process",value:function(R,I,z,P,w,M){var U=I*this.STRIDE;if(w.visibility==="hidden"||z.visibility==="hidden"||P.visibility==="hidden"){for(var O=U+this.STRIDE;U<O;U++)this.floats[U]=0;this.floats[I*this.STRIDE]=Fr;return}this.processVisibleItem(Qe(R),U,z,P,w,M)}},{key:"processVisibleItem",value:function(R,I,z,P,w,M){var U,O=this.floats,q=this.ints;O[I++]=M,O[I++]=ue(w.color),q[I++]=R,O[I++]=(U=w.opacity)!==null&&U!==void 0?U:1;var V=this.packedAttributeData;En(this.attrDescriptors,w,V,w.color,this.layerLifecycles,this.lifecycleIndexOffset),this.edgeAttributeTexture.updateAllAttributesAtRow(M,V)}},{key:"setUniforms",value:function(R,I){var z=this,P=I.gl,w=I.uniformLocations;w.u_matrix&&P.uniformMatrix3fv(w.u_matrix,!1,R.matrix),w.u_sizeRatio&&P.uniform1f(w.u_sizeRatio,R.sizeRatio),w.u_correctionRatio&&P.uniform1f(w.u_correctionRatio,R.correctionRatio),w.u_zoomRatio&&P.uniform1f(w.u_zoomRatio,R.zoomRatio),w.u_pixelRatio&&P.uniform1f(w.u_pixelRatio,R.pixelRatio),w.u_cameraAngle&&P.uniform1f(w.u_cameraAngle,R.cameraAngle),w.u_feather&&P.uniform1f(w.u_feather,R.antiAliasingFeather),w.u_minEdgeThickness&&P.uniform1f(w.u_minEdgeThickness,R.minEdgeThickness),w.u_pickingPadding&&P.uniform1f(w.u_pickingPadding,R.edgePickingPadding),w.u_nodeDataTexture&&P.uniform1i(w.u_nodeDataTexture,R.nodeDataTextureUnit),w.u_nodeDataTextureWidth&&P.uniform1i(w.u_nodeDataTextureWidth,R.nodeDataTextureWidth),w.u_edgeDataTexture&&P.uniform1i(w.u_edgeDataTexture,R.edgeDataTextureUnit),w.u_edgeDataTextureWidth&&P.uniform1i(w.u_edgeDataTextureWidth,R.edgeDataTextureWidth),w.u_edgeFrameTexture&&P.uniform1i(w.u_edgeFrameTexture,R.edgeFrameTextureUnit),w.u_edgeFrameTextureWidth&&P.uniform1i(w.u_edgeFrameTextureWidth,R.edgeFrameTextureWidth),this.edgeAttributeTexture&&this.layout.floatsPerItem>0&&(this.edgeAttributeTexture.bind(we),w.u_edgeAttributeTexture&&P.uniform1i(w.u_edgeAttributeTexture,we),w.u_edgeAttributeTextureWidth&&P.uniform1i(w.u_edgeAttributeTextureWidth,this.edgeAttributeTexture.getTextureWidth()),w.u_edgeAttributeTexelsPerEdge&&P.uniform1i(w.u_edgeAttributeTexelsPerEdge,this.edgeAttributeTexture.getTexelsPerItem()));var M=new Set;u.forEach(function(U){U.uniforms.forEach(function(O){M.has(O.name)||(M.add(O.name),z.setTypedUniform(O,I))})}),h.forEach(function(U){U.uniforms.forEach(function(O){M.has(O.name)||(M.add(O.name),z.setTypedUniform(O,I))})}),c.forEach(function(U){U.uniforms.forEach(function(O){M.has(O.name)||(M.add(O.name),z.setTypedUniform(O,I))})})}},{key:"render",value:function(R,I,z){this.maybeRegenerateShaders(),ee(k,"render",this,3)([R,I,z])}},{key:"renderProgram",value:function(R,I){this.layerLifecycles.forEach(function(z){var P;return(P=z.beforeRender)===null||P===void 0?void 0:P.call(z)}),ee(k,"renderProgram",this,3)([R,I])}},{key:"uploadAttributeTexture",value:function(){this.edgeAttributeTexture&&this.layout.floatsPerItem>0&&this.edgeAttributeTexture.upload()}},{key:"kill",value:function(){this.layerLifecycles.forEach(function(R){var I;return(I=R.kill)===null||I===void 0?void 0:I.call(R)}),this.edgeAttributeTexture&&(this.edgeAttributeTexture.kill(),this.edgeAttributeTexture=null),ee(k,"kill",this,3)([])}}])})(Be),T=h[g],D=h[b],A=B({paths:u,headLengthRatio:ge(T.length)?0:T.length,tailLengthRatio:ge(D.length)?0:D.length},e.label),F=Vr(A),L=function(){return{labelProgram:ul(n,null,t,A),labelBackgroundProgram:tl(n,r,t,{shaderConfig:F})}},N=new qs(n,{paths:u,extremities:h,layers:c,nodeShapes:i,nodeLayers:o});return{edgeProgram:new y(n,null,t),createLabelPrograms:L,framePass:N}}function hl(n){return j(n)==="object"&&"uniforms"in n&&Array.isArray(n.uniforms)}function fl(n){return j(n)==="object"&&"uniforms"in n&&"attributes"in n&&"glsl"in n}function gl(n){return j(n)==="object"&&"uniforms"in n&&"attributes"in n&&"segments"in n}function vl(n){return j(n)==="object"&&"uniforms"in n&&"attributes"in n&&"length"in n}function ml(n){return j(n)==="object"&&"uniforms"in n&&"attributes"in n&&"glsl"in n}function pl(n){return j(n)==="object"&&"glsl"in n&&"name"in n&&!("uniforms"in n)}function bl(n){return j(n)==="object"&&"glsl"in n&&"name"in n&&!("uniforms"in n)}function xl(n){return j(n)==="object"&&"glsl"in n&&"name"in n&&!("uniforms"in n)}function yl(n){if(hl(n))return n;if(pl(n))return{name:n.name,glsl:n.glsl,inradiusFactor:n.inradiusFactor,uniforms:[]};throw new Error("Invalid node shape specification: ".concat(JSON.stringify(n)))}function _l(n){if(fl(n))return n;if(Ya(n))return{name:n.name,glsl:n.glsl,uniforms:[],attributes:[]};throw new Error("Invalid node layer specification: ".concat(JSON.stringify(n)))}function Tl(n){if(gl(n))return n;if(bl(n))return{name:n.name,glsl:n.glsl,segments:n.segments,uniforms:[],attributes:[]};throw new Error("Invalid edge path specification: ".concat(JSON.stringify(n)))}function Sl(n){if(ml(n))return n;if($a(n))return{name:n.name,glsl:n.glsl,uniforms:[],attributes:[]};throw new Error("Invalid edge layer specification: ".concat(JSON.stringify(n)))}function El(n){if(vl(n))return n;if(xl(n))return{name:n.name,glsl:n.glsl,length:n.length,widthFactor:n.widthFactor,margin:0,uniforms:[],attributes:[]};throw new Error("Invalid edge extremity specification: ".concat(JSON.stringify(n)))}function qr(n){var r,t,e=(r=n?.shapes)!==null&&r!==void 0?r:Ct.shapes,a=(t=n?.layers)!==null&&t!==void 0?t:Ct.layers,i=e.map(yl),o=a.map(_l);if(i.length===0)throw new Error("At least one node shape must be specified.");if(o.length===0)throw new Error("At least one node layer must be specified.");return{shapes:i,layers:o}}function Rl(n){var r,t,e,a=(r=n?.paths)!==null&&r!==void 0?r:Je.paths,i=(t=n?.extremities)!==null&&t!==void 0?t:Je.extremities,o=(e=n?.layers)!==null&&e!==void 0?e:Je.layers,s=a.map(Tl),l=i.map(El).filter(function(u){return u!==null}),d=o.map(Sl);if(s.length===0)throw new Error("At least one edge path must be specified.");if(d.length===0)throw new Error("At least one edge layer must be specified.");return{paths:s,extremities:l,layers:d}}function jr(n,r){var t={},e=G(n),a;try{for(e.s();!(a=e.n()).done;){var i=a.value;i.variables&&Object.assign(t,i.variables)}}catch(o){e.e(o)}finally{e.f()}return Object.assign(t,r||{}),t}function Yr(n,r,t,e,a){var i=qr(e),o=i.shapes,s=i.layers,l=jr(o,e?.variables),d=Mr(n,r,t,{shapes:o,layers:s,label:e?.label,backdrop:e?.backdrop,labelAttachments:e?.labelAttachments},a);return B(B({},d),{},{variables:l})}function $r(n,r,t,e,a,i){var o=Rl(e),s=o.paths,l=o.extremities,d=o.layers,u=qr(i),c=u.shapes,v=u.layers,f=jr(s,e?.variables),h=Xr(n,r,t,{paths:s,extremities:l,layers:d,defaultHead:e?.defaultHead,defaultTail:e?.defaultTail,label:e?.label},a,c,v);return B(B({},h),{},{variables:f,paths:s})}var Al=2;function Kr(n,r,t){var e=arguments.length>3&&arguments[3]!==void 0?arguments[3]:Al,a=r.canvas,i=a.width,o=a.height,s=t.x,l=t.y,d=t.rowHeight,u=t.maxRowWidth,c={},v=[],f=G(n),h;try{for(f.s();!(h=f.n()).done;){var p=h.value,m=p.width+e,g=p.height+e;if(m>i||g>o||s+m>i&&l+d+g>o){v.push(p);continue}s+m>i&&(u=Math.max(u,s),s=0,l+=d,d=g),p.draw(r,s,l),c[p.key]={x:s,y:l,width:p.width,height:p.height},s+=m,d=Math.max(d,g)}}catch(b){f.e(b)}finally{f.f()}return u=Math.max(u,s),{atlas:c,cursor:{x:s,y:l,rowHeight:d,maxRowWidth:u},remaining:v}}function ie(n,r,t,e){var a=Object.defineProperty;try{a({},"",{})}catch{a=0}ie=function(i,o,s,l){function d(u,c){ie(i,u,function(v){return this._invoke(u,c,v)})}o?a?a(i,o,{value:s,enumerable:!l,configurable:!l,writable:!l}):i[o]=s:(d("next",0),d("throw",1),d("return",2))},ie(n,r,t,e)}function oe(){var n,r,t=typeof Symbol=="function"?Symbol:{},e=t.iterator||"@@iterator",a=t.toStringTag||"@@toStringTag";function i(f,h,p,m){var g=h&&h.prototype instanceof s?h:s,b=Object.create(g.prototype);return ie(b,"_invoke",(function(x,_,y){var T,D,A,F=0,L=y||[],N=!1,C={p:0,n:0,v:n,a:k,f:k.bind(n,4),d:function(S,R){return T=S,D=0,A=n,C.n=R,o}};function k(S,R){for(D=S,A=R,r=0;!N&&F&&!I&&r<L.length;r++){var I,z=L[r],P=C.p,w=z[2];S>3?(I=w===R)&&(A=z[(D=z[4])?5:(D=3,3)],z[4]=z[5]=n):z[0]<=P&&((I=S<2&&P<z[1])?(D=0,C.v=R,C.n=z[1]):P<w&&(I=S<3||z[0]>R||R>w)&&(z[4]=S,z[5]=R,C.n=w,D=0))}if(I||S>1)return o;throw N=!0,R}return function(S,R,I){if(F>1)throw TypeError("Generator is already running");for(N&&R===1&&k(R,I),D=R,A=I;(r=D<2?n:A)||!N;){T||(D?D<3?(D>1&&(C.n=-1),k(D,A)):C.n=A:C.v=A);try{if(F=2,T){if(D||(S="next"),r=T[S]){if(!(r=r.call(T,A)))throw TypeError("iterator result is not an object");if(!r.done)return r;A=r.value,D<2&&(D=0)}else D===1&&(r=T.return)&&r.call(T),D<2&&(A=TypeError("The iterator does not provide a '"+S+"' method"),D=1);T=n}else if((r=(N=C.n<0)?A:x.call(_,C))!==o)break}catch(z){T=n,D=1,A=z}finally{F=1}}return{value:r,done:N}}})(f,p,m),!0),b}var o={};function s(){}function l(){}function d(){}r=Object.getPrototypeOf;var u=[][e]?r(r([][e]())):(ie(r={},e,function(){return this}),r),c=d.prototype=s.prototype=Object.create(u);function v(f){return Object.setPrototypeOf?Object.setPrototypeOf(f,d):(f.__proto__=d,ie(f,a,"GeneratorFunction")),f.prototype=Object.create(c),f}return l.prototype=d,ie(c,"constructor",d),ie(d,"constructor",l),l.displayName="GeneratorFunction",ie(d,a,"GeneratorFunction"),ie(c),ie(c,a,"Generator"),ie(c,e,function(){return this}),ie(c,"toString",function(){return"[object Generator]"}),(oe=function(){return{w:i,m:v}})()}function Zr(n,r,t,e,a,i,o){try{var s=n[i](o),l=s.value}catch(d){return void t(d)}s.done?r(l):Promise.resolve(l).then(e,a)}function dt(n){return function(){var r=this,t=arguments;return new Promise(function(e,a){var i=n.apply(r,t);function o(l){Zr(i,e,a,o,s,"next",l)}function s(l){Zr(i,e,a,o,s,"throw",l)}o(void 0)})}}var An=new Map,Qr=!1;function Dl(n){return new Promise(function(r,t){var e=new FileReader;e.onload=function(){return r(e.result)},e.onerror=t,e.readAsDataURL(n)})}function Cl(n){if(!An.has(n)){var r=fetch(n).then(function(t){return t.blob()}).then(Dl).catch(function(){return An.delete(n),null});An.set(n,r)}return An.get(n)}function Ll(n){return ha.apply(this,arguments)}function ha(){return ha=dt(oe().m(function n(r){var t,e,a;return oe().w(function(i){for(;;)switch(i.n){case 0:return t=document.createElement("div"),t.innerHTML=r,e=Array.from(t.querySelectorAll("img[src]")),a=e.filter(function(o){return!o.getAttribute("src").startsWith("data:")}),i.n=1,Promise.all(a.map((function(){var o=dt(oe().m(function s(l){var d;return oe().w(function(u){for(;;)switch(u.n){case 0:return u.n=1,Cl(l.getAttribute("src"));case 1:d=u.v,d&&l.setAttribute("src",d);case 2:return u.a(2)}},s)}));return function(s){return o.apply(this,arguments)}})()));case 1:return i.a(2,t.innerHTML)}},n)})),ha.apply(this,arguments)}function Jr(n){return fa.apply(this,arguments)}function fa(){return fa=dt(oe().m(function n(r){var t,e,a,i,o,s,l,d,u,c,v,f,h,p=arguments;return oe().w(function(m){for(;;)switch(m.n){case 0:if(t=p.length>1&&p[1]!==void 0?p[1]:1,e=r instanceof SVGElement?new XMLSerializer().serializeToString(r):r,a=new DOMParser,i=a.parseFromString(e,"image/svg+xml"),o=i.querySelector("svg"),o){m.n=1;break}return m.a(2,null);case 1:if(s=parseFloat(o.getAttribute("width")||""),l=parseFloat(o.getAttribute("height")||""),(!(s>0)||!(l>0))&&(d=o.getAttribute("viewBox"),d&&(u=d.trim().split(/[\s,]+/),s=parseFloat(u[2]),l=parseFloat(u[3]))),!(!(s>0)||!(l>0))){m.n=2;break}return console.warn("Sigma: SVG label attachment has no parseable dimensions — skipped."),m.a(2,null);case 2:return c=Math.ceil(s*t),v=Math.ceil(l*t),f=new Blob([e],{type:"image/svg+xml"}),h=URL.createObjectURL(f),m.a(2,new Promise(function(g){var b=new Image;b.onload=function(){var x=document.createElement("canvas");x.width=c,x.height=v,x.getContext("2d").drawImage(b,0,0,c,v),URL.revokeObjectURL(h);try{x.getContext("2d").getImageData(0,0,1,1)}catch(_){if(_ instanceof DOMException&&_.name==="SecurityError"){Qr||(Qr=!0,console.warn('Sigma: A label attachment was skipped because the rendered canvas is tainted. SVG with <foreignObject> (used by the "html" attachment type) is blocked in Chromium and Safari. Use type: "canvas" with Canvas 2D rendering instead.')),g(null);return}throw _}g(x)},b.onerror=function(){URL.revokeObjectURL(h),g(null)},b.src=h}))}},n)})),fa.apply(this,arguments)}function Pl(n,r){var t=document.createElement("div");t.style.cssText="position:fixed;left:-99999px;top:0;visibility:hidden;width:max-content;height:max-content",t.innerHTML=(r?"<style>".concat(r,"</style>"):"")+n,document.body.appendChild(t);var e=t.getBoundingClientRect(),a=e.width,i=e.height;return document.body.removeChild(t),{width:Math.ceil(a),height:Math.ceil(i)}}function wl(n,r,t,e){return ga.apply(this,arguments)}function ga(){return ga=dt(oe().m(function n(r,t,e,a){var i,o,s,l,d,u,c,v,f=arguments;return oe().w(function(h){for(;;)switch(h.n){case 0:return i=f.length>4&&f[4]!==void 0?f[4]:1,o=r instanceof HTMLElement?r.outerHTML:r,h.n=1,Ll(o);case 1:return s=h.v,(e==null||a==null)&&(l=Pl(s,t),e=e??l.width,a=a??l.height),d=Math.ceil(e*i),u=Math.ceil(a*i),c=t?"<style>".concat(t,"</style>"):"",v='<svg xmlns="http://www.w3.org/2000/svg" '+'width="'.concat(d,'" height="').concat(u,'" viewBox="0 0 ').concat(e," ").concat(a,'">')+'<foreignObject width="'.concat(e,'" height="').concat(a,'">')+'<body xmlns="http://www.w3.org/1999/xhtml" style="margin:0;padding:0">'.concat(c).concat(s,"</body>")+"</foreignObject></svg>",h.a(2,Jr(v,1))}},n)})),ga.apply(this,arguments)}function Fl(n){return va.apply(this,arguments)}function va(){return va=dt(oe().m(function n(r){var t,e=arguments,a;return oe().w(function(i){for(;;)switch(i.n){case 0:t=e.length>1&&e[1]!==void 0?e[1]:1,a=r.type,i.n=a==="canvas"?1:a==="svg"?2:a==="html"?3:4;break;case 1:return i.a(2,r.canvas);case 2:return i.a(2,Jr(r.svg,t));case 3:return i.a(2,wl(r.html,r.css,r.width,r.height,t));case 4:return i.a(2)}},n)})),va.apply(this,arguments)}var lt=2048,ei=(function(){function n(r,t,e){Y(this,n),E(this,"cache",new Map),E(this,"pending",new Set),E(this,"atlas",{}),E(this,"glTexture",null),E(this,"dirty",!0),this.gl=r,this.renderers=t,this.scheduleRender=e,this.packCanvas=document.createElement("canvas"),this.packCanvas.width=lt,this.packCanvas.height=lt,this.packCtx=this.packCanvas.getContext("2d")}return $(n,[{key:"renderAttachment",value:function(t,e,a){var i=this,o="".concat(t,":").concat(e);if(!(this.cache.has(o)||this.pending.has(o))){var s=this.renderers[e];if(s){var l=s(a);if(l){this.pending.add(o);var d=a.pixelRatio;Promise.resolve(l).then((function(){var u=dt(oe().m(function c(v){var f;return oe().w(function(h){for(;;)switch(h.n){case 0:if(i.pending.has(o)){h.n=1;break}return h.a(2);case 1:if(i.pending.delete(o),v){h.n=2;break}return h.a(2);case 2:return h.n=3,Fl(v,d);case 3:if(f=h.v,!(!f||f.width===0||f.height===0)){h.n=4;break}return h.a(2);case 4:i.cache.set(o,{image:f,width:f.width,height:f.height}),i.dirty=!0,i.scheduleRender();case 5:return h.a(2)}},c)}));return function(c){return u.apply(this,arguments)}})())}}}}},{key:"regenerateAtlas",value:function(){if(this.dirty){this.dirty=!1;var t=[];if(this.cache.forEach(function(d,u){t.push({key:u,width:d.width,height:d.height,draw:function(v,f,h){v.drawImage(d.image,f,h)}})}),t.length===0){this.atlas={},this.deleteGLTexture();return}var e={x:0,y:0,rowHeight:0,maxRowWidth:0};this.packCtx.clearRect(0,0,lt,lt);var a=Kr(t,this.packCtx,e),i=a.atlas,o=a.remaining;this.atlas=i,o.length>0&&console.warn("Sigma: ".concat(o.length," label attachment(s) could not fit in the ").concat(lt,"x").concat(lt," atlas and will not be rendered.")),this.deleteGLTexture();var s=this.gl,l=s.createTexture();s.activeTexture(s.TEXTURE0+Mt),s.bindTexture(s.TEXTURE_2D,l),s.pixelStorei(s.UNPACK_PREMULTIPLY_ALPHA_WEBGL,!0),s.texImage2D(s.TEXTURE_2D,0,s.RGBA,s.RGBA,s.UNSIGNED_BYTE,this.packCanvas),s.pixelStorei(s.UNPACK_PREMULTIPLY_ALPHA_WEBGL,!1),s.texParameteri(s.TEXTURE_2D,s.TEXTURE_MIN_FILTER,s.LINEAR),s.texParameteri(s.TEXTURE_2D,s.TEXTURE_MAG_FILTER,s.LINEAR),s.texParameteri(s.TEXTURE_2D,s.TEXTURE_WRAP_S,s.CLAMP_TO_EDGE),s.texParameteri(s.TEXTURE_2D,s.TEXTURE_WRAP_T,s.CLAMP_TO_EDGE),this.glTexture=l}}},{key:"bindTexture",value:function(t){if(this.glTexture){var e=this.gl;e.activeTexture(e.TEXTURE0+t),e.bindTexture(e.TEXTURE_2D,this.glTexture)}}},{key:"getEntry",value:function(t,e){var a="".concat(t,":").concat(e);return this.atlas[a]||null}},{key:"invalidateNode",value:function(t){var e="".concat(t,":"),a=G(this.cache.keys()),i;try{for(a.s();!(i=a.n()).done;){var o=i.value;o.startsWith(e)&&(this.cache.delete(o),this.dirty=!0)}}catch(u){a.e(u)}finally{a.f()}var s=G(this.pending),l;try{for(s.s();!(l=s.n()).done;){var d=l.value;d.startsWith(e)&&this.pending.delete(d)}}catch(u){s.e(u)}finally{s.f()}}},{key:"restore",value:function(){this.glTexture=null,this.dirty=!0}},{key:"clear",value:function(){this.cache.clear(),this.pending.clear(),this.atlas={},this.dirty=!0,this.deleteGLTexture()}},{key:"kill",value:function(){this.clear(),this.packCanvas=null,this.packCtx=null,this.gl=null}},{key:"deleteGLTexture",value:function(){this.glTexture&&(this.gl.deleteTexture(this.glTexture),this.glTexture=null)}}])})(),ma=(function(){function n(r){Y(this,n),E(this,"buckets",new Map),E(this,"keyDepth",new Map);var t=G(r),e;try{for(t.s();!(e=t.n()).done;){var a=e.value;this.buckets.set(a,new Set)}}catch(i){t.e(i)}finally{t.f()}}return $(n,[{key:"has",value:function(t){return this.keyDepth.has(t)}},{key:"getBucket",value:function(t){return this.buckets.get(t)}},{key:"set",value:function(t,e){var a,i=this.keyDepth.get(t);if(i!==e){var o=this.buckets.get(e);if(!o)throw new Error('Sigma: "'.concat(e,'" is not a declared depth layer'));i!==void 0&&((a=this.buckets.get(i))===null||a===void 0||a.delete(t)),o.add(t),this.keyDepth.set(t,e)}}},{key:"remove",value:function(t){var e=this.keyDepth.get(t);e!==void 0&&(this.buckets.get(e).delete(t),this.keyDepth.delete(t))}},{key:"clearAll",value:function(){var t=G(this.buckets.values()),e;try{for(t.s();!(e=t.n()).done;){var a=e.value;a.clear()}}catch(i){t.e(i)}finally{t.f()}this.keyDepth.clear()}},{key:"getSorted",value:function(t,e){var a=this.buckets.get(t);return!a||a.size===0?[]:H(a).sort(function(i,o){return e(i)-e(o)})}}])})(),ti=(function(n){function r(t,e){return Y(this,r),Z(this,r,[t,2,e])}return Q(r,n),$(r,[{key:"updateNode",value:function(e,a,i,o,s,l,d,u){var c=this.indexMap.get(e);if(c===void 0)throw new Error('Node "'.concat(e,'" not allocated in NodeDataTexture'));var v=De(u),f=K(v,4),h=f[0],p=f[1],m=f[2],g=f[3],b=c*2*4;this.data[b]=a,this.data[b+1]=i,this.data[b+2]=o,this.data[b+3]=s,this.data[b+4]=l,this.data[b+5]=d,this.data[b+6]=h*65536+p*256+m,this.data[b+7]=g/255,this.markDirty(c)}}])})(_n),kl=1024,Il=1.5,zl=4096,pa=(function(){function n(r,t){var e;if(Y(this,n),E(this,"texture",null),E(this,"framebuffer",null),!r.getExtension("EXT_color_buffer_float"))throw new Error("sigma: EXT_color_buffer_float is required for label/edge placement but is unavailable in this WebGL2 context.");this.gl=r,this.channels=t.channels,this.capacity=this.roundUpToPowerOfTwo((e=t.initialCapacity)!==null&&e!==void 0?e:kl);var a=this.computeDimensions(this.capacity);this.textureWidth=a.width,this.textureHeight=a.height,this.create()}return $(n,[{key:"roundUpToPowerOfTwo",value:function(t){return Math.pow(2,Math.ceil(Math.log2(Math.max(1,t))))}},{key:"computeDimensions",value:function(t){var e=Math.min(t,zl),a=Math.ceil(t/e);return{width:e,height:a}}},{key:"create",value:function(){var t=this.gl,e=this.channels===1?t.R32F:t.RGBA32F,a=this.channels===1?t.RED:t.RGBA;if(this.texture=t.createTexture(),t.activeTexture(t.TEXTURE0),t.bindTexture(t.TEXTURE_2D,this.texture),t.texImage2D(t.TEXTURE_2D,0,e,this.textureWidth,this.textureHeight,0,a,t.FLOAT,null),t.texParameteri(t.TEXTURE_2D,t.TEXTURE_MIN_FILTER,t.NEAREST),t.texParameteri(t.TEXTURE_2D,t.TEXTURE_MAG_FILTER,t.NEAREST),t.texParameteri(t.TEXTURE_2D,t.TEXTURE_WRAP_S,t.CLAMP_TO_EDGE),t.texParameteri(t.TEXTURE_2D,t.TEXTURE_WRAP_T,t.CLAMP_TO_EDGE),this.framebuffer=t.createFramebuffer(),t.bindFramebuffer(t.FRAMEBUFFER,this.framebuffer),t.framebufferTexture2D(t.FRAMEBUFFER,t.COLOR_ATTACHMENT0,t.TEXTURE_2D,this.texture,0),t.checkFramebufferStatus(t.FRAMEBUFFER)!==t.FRAMEBUFFER_COMPLETE)throw new Error("sigma: float framebuffer for frame-pass placement is incomplete.");t.bindFramebuffer(t.FRAMEBUFFER,null),t.bindTexture(t.TEXTURE_2D,null)}},{key:"ensureCapacity",value:function(t){if(!(t<=this.capacity)){var e=this.gl;this.capacity=this.roundUpToPowerOfTwo(Math.ceil(t*Il));var a=this.computeDimensions(this.capacity);this.textureWidth=a.width,this.textureHeight=a.height,this.texture&&e.deleteTexture(this.texture),this.framebuffer&&e.deleteFramebuffer(this.framebuffer),this.create()}}},{key:"bindAsRenderTarget",value:function(){var t=this.gl;t.bindFramebuffer(t.FRAMEBUFFER,this.framebuffer),t.viewport(0,0,this.textureWidth,this.textureHeight)}},{key:"bind",value:function(t){var e=this.gl;e.activeTexture(e.TEXTURE0+t),e.bindTexture(e.TEXTURE_2D,this.texture)}},{key:"getTexture",value:function(){return this.texture}},{key:"getTextureWidth",value:function(){return this.textureWidth}},{key:"getTextureHeight",value:function(){return this.textureHeight}},{key:"restore",value:function(){this.gl.getExtension("EXT_color_buffer_float"),this.create()}},{key:"kill",value:function(){var t=this.gl;this.texture&&(t.deleteTexture(this.texture),this.texture=null),this.framebuffer&&(t.deleteFramebuffer(this.framebuffer),this.framebuffer=null)}}])})(),ni=(function(n){function r(t,e){return Y(this,r),Z(this,r,[t,2,e])}return Q(r,n),$(r,[{key:"updateEdge",value:function(e,a,i,o,s,l){var d=arguments.length>6&&arguments[6]!==void 0?arguments[6]:0,u=arguments.length>7&&arguments[7]!==void 0?arguments[7]:0,c=arguments.length>8&&arguments[8]!==void 0?arguments[8]:0,v=this.indexMap.get(e);if(v===void 0)throw new Error('Edge "'.concat(e,'" not allocated in EdgeDataTexture'));var f=v*this.TEXELS_PER_ITEM*4;this.data[f+0]=a,this.data[f+1]=i,this.data[f+2]=o,this.data[f+3]=0,this.data[f+4]=s,this.data[f+5]=l,this.data[f+6]=d,this.data[f+7]=(u&15)<<4|c&15,this.markDirty(v)}}])})(_n);var wu=je($t()),Fu=je(za());function Nl(n,r){if(n==null)return{};var t={};for(var e in n)if({}.hasOwnProperty.call(n,e)){if(r.indexOf(e)!==-1)continue;t[e]=n[e]}return t}function ai(n,r){if(n==null)return{};var t,e,a=Nl(n,r);if(Object.getOwnPropertySymbols){var i=Object.getOwnPropertySymbols(n);for(e=0;e<i.length;e++)t=i[e],r.indexOf(t)===-1&&{}.propertyIsEnumerable.call(n,t)&&(a[t]=n[t])}return a}var Ml=["factor"],Gl=["factor"],ri=1.5,ba={x:.5,y:.5,angle:0,ratio:1},ii=(function(n){function r(){var t;Y(this,r);for(var e=arguments.length,a=new Array(e),i=0;i<e;i++)a[i]=arguments[i];return t=Z(this,r,[].concat(a)),E(t,"minRatio",null),E(t,"maxRatio",null),E(t,"enabled",!0),E(t,"enabledZooming",!0),E(t,"enabledPanning",!0),E(t,"enabledRotation",!0),E(t,"constrainState",null),E(t,"state",B({},ba)),E(t,"previousState",B({},ba)),E(t,"nextFrame",null),E(t,"currentAnimationFrom",null),E(t,"currentAnimationTo",null),E(t,"animationCallback",null),t}return Q(r,n),$(r,[{key:"x",get:function(){return this.state.x}},{key:"y",get:function(){return this.state.y}},{key:"angle",get:function(){return this.state.angle}},{key:"ratio",get:function(){return this.state.ratio}},{key:"getState",value:function(){return B({},this.state)}},{key:"getPreviousState",value:function(){return B({},this.previousState)}},{key:"getBoundedRatio",value:function(e){var a=e;return typeof this.minRatio=="number"&&(a=Math.max(a,this.minRatio)),typeof this.maxRatio=="number"&&(a=Math.min(a,this.maxRatio)),a}},{key:"validateState",value:function(e){var a=this.getState();return this.enabledPanning&&typeof e.x=="number"&&(a.x=e.x),this.enabledPanning&&typeof e.y=="number"&&(a.y=e.y),this.enabledZooming&&typeof e.ratio=="number"&&(a.ratio=this.getBoundedRatio(e.ratio)),this.enabledRotation&&typeof e.angle=="number"&&(a.angle=e.angle),this.constrainState?this.constrainState(a):a}},{key:"isAnimating",value:function(){return this.nextFrame!==null}},{key:"setState",value:function(e){if(!this.enabled)return this;var a=this.validateState(e);return ur(this.state,a)?this:(this.previousState=this.state,this.state=a,this.emit("updated",this.getState()),this)}},{key:"updateState",value:function(e){return this.setState(e(this.getState())),this}},{key:"animate",value:function(e,a){var i=this;return this.enabled?new Promise(function(o){return i.runAnimation(e,B(B({},hr),a),o)}):Promise.resolve()}},{key:"cancelAnimation",value:function(){return this.nextFrame!==null&&(cancelAnimationFrame(this.nextFrame),this.nextFrame=null),this.resolveAnimation(),this.emitAnimationEnd(!1),this}},{key:"zoomIn",value:function(){var e=arguments.length>0&&arguments[0]!==void 0?arguments[0]:{},a=e.factor,i=a===void 0?ri:a,o=ai(e,Ml);return this.animate({ratio:this.ratio/i},o)}},{key:"zoomOut",value:function(){var e=arguments.length>0&&arguments[0]!==void 0?arguments[0]:{},a=e.factor,i=a===void 0?ri:a,o=ai(e,Gl);return this.animate({ratio:this.ratio*i},o)}},{key:"reset",value:function(e){return this.animate(ba,e)}},{key:"runAnimation",value:function(e,a,i){var o=this,s=rn(a.easing),l=Date.now(),d=this.getState(),u=this.validateState(e),c=function(){if(!o.enabled){o.cancelAnimation();return}var f=a.duration>0?(Date.now()-l)/a.duration:1;if(f>=1){o.nextFrame=null,o.setState(u),o.resolveAnimation(),o.emitAnimationEnd(!0);return}var h=s(f);o.setState({x:d.x+(u.x-d.x)*h,y:d.y+(u.y-d.y)*h,angle:d.angle+(u.angle-d.angle)*h,ratio:d.ratio+(u.ratio-d.ratio)*h}),o.nextFrame=requestAnimationFrame(c)};this.cancelAnimation(),this.currentAnimationFrom=d,this.currentAnimationTo=u,this.animationCallback=i,this.emit("animationStart",{from:d,to:u}),c()}},{key:"resolveAnimation",value:function(){var e=this.animationCallback;this.animationCallback=null,e&&e()}},{key:"emitAnimationEnd",value:function(e){var a=this.currentAnimationFrom,i=this.currentAnimationTo;!a||!i||(this.currentAnimationFrom=null,this.currentAnimationTo=null,this.emit("animationEnd",{from:a,to:i,completed:e}))}}],[{key:"from",value:function(e){var a=new r;return a.setState(e)}}])})(ln);function se(n,r){var t=r.getBoundingClientRect();return{x:n.clientX-t.left,y:n.clientY-t.top}}function xe(n,r){var t=B(B({},se(n,r)),{},{sigmaDefaultPrevented:!1,preventSigmaDefault:function(){t.sigmaDefaultPrevented=!0},original:n});return t}function We(n){var r="x"in n?n:B(B({},n.touches[0]||n.previousTouches[0]),{},{original:n.original,sigmaDefaultPrevented:n.sigmaDefaultPrevented,preventSigmaDefault:function(){n.sigmaDefaultPrevented=!0,r.sigmaDefaultPrevented=!0}});return r}function Bl(n,r){var t=xe(n,r);return t.delta=yi(n),t}var Wl=2;function Cn(n){for(var r=[],t=0,e=Math.min(n.length,Wl);t<e;t++)r.push(n[t]);return r}function Bt(n,r,t){var e={touches:Cn(n.touches).map(function(a){return se(a,t)}),previousTouches:r.map(function(a){return se(a,t)}),sigmaDefaultPrevented:!1,preventSigmaDefault:function(){e.sigmaDefaultPrevented=!0},original:n};return e}function yi(n){if(typeof n.deltaY<"u")return n.deltaY*-3/360;if(typeof n.detail<"u")return n.detail/-9;throw new Error("Captor: could not extract delta from event.")}var _i=(function(n){function r(t,e){var a;return Y(this,r),a=Z(this,r),a.container=t,a.renderer=e,a}return Q(r,n),$(r)})(ln),Ol=["doubleClickTimeout","doubleClickZoomingDuration","doubleClickZoomingRatio","dragTimeout","draggedEventsTolerance","enableCameraMouseRotation","gestureTarget","inertiaDuration","inertiaRatio","zoomDuration","zoomingRatio"],Ul=Ol.reduce(function(n,r){return B(B({},n),{},E({},r,cn[r]))},{});function Wt(n){return n instanceof PointerEvent&&n.pointerType==="touch"}var Hl=(function(n){function r(t,e){var a;return Y(this,r),a=Z(this,r,[t,e]),E(a,"enabled",!0),E(a,"draggedEvents",0),E(a,"downStartTime",null),E(a,"lastMouseX",null),E(a,"lastMouseY",null),E(a,"isMouseDown",!1),E(a,"isMoving",!1),E(a,"isPanningStage",!1),E(a,"movingTimeout",null),E(a,"startCameraState",null),E(a,"clicks",0),E(a,"doubleClickTimeout",null),E(a,"isRightMouseDown",!1),E(a,"startRotationAngle",null),E(a,"startCameraAngle",null),E(a,"currentWheelDirection",0),E(a,"lastWheelAnimationId",0),E(a,"settings",Ul),a.handleRightClick=a.handleRightClick.bind(a),a.handleDown=a.handleDown.bind(a),a.handleUp=a.handleUp.bind(a),a.handleMove=a.handleMove.bind(a),a.handleWheel=a.handleWheel.bind(a),a.handleLeave=a.handleLeave.bind(a),a.handleEnter=a.handleEnter.bind(a),t.addEventListener("contextmenu",a.handleRightClick,{capture:!1}),t.addEventListener("pointerdown",a.handleDown,{capture:!1}),t.addEventListener("wheel",a.handleWheel,{capture:!1,passive:!1}),t.addEventListener("pointerleave",a.handleLeave,{capture:!1}),t.addEventListener("pointerenter",a.handleEnter,{capture:!1}),document.addEventListener("pointermove",a.handleMove,{capture:!1}),document.addEventListener("pointerup",a.handleUp,{capture:!1}),a}return Q(r,n),$(r,[{key:"kill",value:function(){var e=this.container;e.removeEventListener("contextmenu",this.handleRightClick),e.removeEventListener("pointerdown",this.handleDown),e.removeEventListener("wheel",this.handleWheel),e.removeEventListener("pointerleave",this.handleLeave),e.removeEventListener("pointerenter",this.handleEnter),document.removeEventListener("pointermove",this.handleMove),document.removeEventListener("pointerup",this.handleUp)}},{key:"handleClick",value:function(e){var a=this;if(this.enabled){if(this.clicks++,this.clicks===2)return this.clicks=0,typeof this.doubleClickTimeout=="number"&&(clearTimeout(this.doubleClickTimeout),this.doubleClickTimeout=null),this.handleDoubleClick(e);setTimeout(function(){a.clicks=0,a.doubleClickTimeout=null},this.settings.doubleClickTimeout),this.draggedEvents<this.settings.draggedEventsTolerance&&this.emit("click",xe(e,this.container))}}},{key:"handleRightClick",value:function(e){this.enabled&&(this.settings.enableCameraMouseRotation&&e.preventDefault(),this.emit("rightClick",xe(e,this.container)))}},{key:"handleDoubleClick",value:function(e){if(this.enabled){e.preventDefault(),e.stopPropagation();var a=xe(e,this.container);if(this.emit("doubleClick",a),!a.sigmaDefaultPrevented){var i=this.renderer.getCamera(),o=i.getBoundedRatio(i.getState().ratio/this.settings.doubleClickZoomingRatio);i.animate(this.renderer.getViewportZoomedState(se(e,this.container),o),{easing:"quadraticInOut",duration:this.settings.doubleClickZoomingDuration})}}}},{key:"handleDown",value:function(e){if(!(!this.enabled||Wt(e))){if(e.button===0){this.startCameraState=this.renderer.getCamera().getState();var a=se(e,this.container),i=a.x,o=a.y;this.lastMouseX=i,this.lastMouseY=o,this.draggedEvents=0,this.downStartTime=Date.now(),this.isMouseDown=!0}if(e.button===2&&this.settings.enableCameraMouseRotation){var s=se(e,this.container),l=s.x,d=s.y,u=this.container.offsetWidth/2,c=this.container.offsetHeight/2;this.startRotationAngle=Math.atan2(d-c,l-u),this.startCameraAngle=this.renderer.getCamera().getState().angle,this.isRightMouseDown=!0}this.emit("mousedown",xe(e,this.container))}}},{key:"handleUp",value:function(e){var a=this;if(!(!this.enabled||Wt(e)||!this.isMouseDown&&!this.isRightMouseDown)){if(this.isRightMouseDown){this.isRightMouseDown=!1,this.startRotationAngle=null,this.startCameraAngle=null,this.emit("mouseup",xe(e,this.container));return}var i=this.renderer.getCamera();this.isMouseDown=!1,this.isPanningStage&&(this.isPanningStage=!1,this.renderer._setPanning(!1)),typeof this.movingTimeout=="number"&&(clearTimeout(this.movingTimeout),this.movingTimeout=null);var o=se(e,this.container),s=o.x,l=o.y,d=i.getState(),u=i.getPreviousState();this.isMoving?i.animate({x:d.x+this.settings.inertiaRatio*(d.x-u.x),y:d.y+this.settings.inertiaRatio*(d.y-u.y)},{duration:this.settings.inertiaDuration,easing:"quadraticOut"}):(this.lastMouseX!==s||this.lastMouseY!==l)&&i.setState({x:d.x,y:d.y}),this.isMoving=!1,setTimeout(function(){var c=a.draggedEvents>0;a.draggedEvents=0;var v=a.renderer.getSetting("hideEdgesOnMove")||a.renderer.getSetting("hideLabelsOnMove");c&&v&&a.renderer.refresh()},0),this.emit("mouseup",xe(e,this.container)),(e.target===this.container||e.composedPath()[0]===this.container)&&this.handleClick(e)}}},{key:"handleMove",value:function(e){var a=this;if(!(!this.enabled||Wt(e))){var i=xe(e,this.container);if(this.emit("mousemovebody",i),(e.target===this.container||e.composedPath()[0]===this.container)&&this.emit("mousemove",i),this.isMouseDown&&this.draggedEvents++,!i.sigmaDefaultPrevented){if(this.isMouseDown){this.isMoving=!0,typeof this.movingTimeout=="number"&&clearTimeout(this.movingTimeout),this.movingTimeout=window.setTimeout(function(){a.movingTimeout=null,a.isMoving=!1},this.settings.dragTimeout);var o=this.renderer.getCamera(),s=se(e,this.container),l=s.x,d=s.y,u=this.renderer.viewportToFramedGraph({x:this.lastMouseX,y:this.lastMouseY}),c=this.renderer.viewportToFramedGraph({x:l,y:d}),v=u.x-c.x,f=u.y-c.y,h=o.getState(),p=h.x+v,m=h.y+f;this.isPanningStage||(this.isPanningStage=!0,this.renderer._setPanning(!0)),o.setState({x:p,y:m}),this.lastMouseX=l,this.lastMouseY=d,e.preventDefault(),e.stopPropagation()}if(this.isRightMouseDown){var g=se(e,this.container),b=g.x,x=g.y,_=this.container.offsetWidth/2,y=this.container.offsetHeight/2,T=Math.atan2(x-y,b-_),D=T-this.startRotationAngle,A=this.renderer.getCamera();A.setState({angle:this.startCameraAngle+D}),e.preventDefault(),e.stopPropagation()}}}}},{key:"handleLeave",value:function(e){Wt(e)||this.emit("mouseleave",xe(e,this.container))}},{key:"handleEnter",value:function(e){Wt(e)||this.emit("mouseenter",xe(e,this.container))}},{key:"handleWheel",value:function(e){var a=this,i=this.renderer.getCamera();if(!(!this.enabled||!i.enabledZooming)){var o=Bl(e,this.container);if(this.emit("wheel",o),!o.sigmaDefaultPrevented){var s=this.settings.gestureTarget;if(s!=="page"){if(s==="shared"&&!e.ctrlKey&&!e.metaKey){this.renderer._showGestureHint("wheel");return}var l=yi(e);if(l){e.preventDefault(),e.stopPropagation();var d=i.getState().ratio,u=l>0?1/this.settings.zoomingRatio:this.settings.zoomingRatio,c=i.getBoundedRatio(d*u),v=l>0?1:-1,f=Date.now();if(d!==c&&!(this.currentWheelDirection===v&&this.lastWheelTriggerTime&&f-this.lastWheelTriggerTime<this.settings.zoomDuration/5)){var h=++this.lastWheelAnimationId;i.animate(this.renderer.getViewportZoomedState(se(e,this.container),c),{easing:"quadraticOut",duration:this.settings.zoomDuration}).then(function(){a.lastWheelAnimationId===h&&(a.currentWheelDirection=0)}),this.currentWheelDirection=v,this.lastWheelTriggerTime=f}}}}}}},{key:"setSettings",value:function(e){this.settings=e}}])})(_i),Vl=["dragTimeout","gestureTarget","inertiaDuration","inertiaRatio","doubleClickTimeout","doubleClickZoomingRatio","doubleClickZoomingDuration","tapMoveTolerance"],Xl=Vl.reduce(function(n,r){return B(B({},n),{},E({},r,cn[r]))},{}),ql=(function(n){function r(t,e){var a;return Y(this,r),a=Z(this,r,[t,e]),E(a,"enabled",!0),E(a,"isMoving",!1),E(a,"hasMoved",!1),E(a,"isPanningStage",!1),E(a,"isZoomingStage",!1),E(a,"touchMode",0),E(a,"startTouchesPositions",[]),E(a,"lastTouches",[]),E(a,"lastTap",null),E(a,"settings",Xl),a.handleStart=a.handleStart.bind(a),a.handleLeave=a.handleLeave.bind(a),a.handleMove=a.handleMove.bind(a),t.addEventListener("touchstart",a.handleStart,{capture:!1}),t.addEventListener("touchcancel",a.handleLeave,{capture:!1}),document.addEventListener("touchend",a.handleLeave,{capture:!1,passive:!1}),document.addEventListener("touchmove",a.handleMove,{capture:!1,passive:!1}),a}return Q(r,n),$(r,[{key:"kill",value:function(){var e=this.container;e.removeEventListener("touchstart",this.handleStart),e.removeEventListener("touchcancel",this.handleLeave),document.removeEventListener("touchend",this.handleLeave),document.removeEventListener("touchmove",this.handleMove)}},{key:"getDimensions",value:function(){return{width:this.container.offsetWidth,height:this.container.offsetHeight}}},{key:"doesCapture",value:function(e){var a=this.settings.gestureTarget;return a==="graph"?!0:a==="page"?!1:e>=2}},{key:"syncStageFlags",value:function(){var e=this.touchMode===1&&this.hasMoved,a=this.touchMode===2;e!==this.isPanningStage&&(this.isPanningStage=e,this.renderer._setPanning(e)),a!==this.isZoomingStage&&(this.isZoomingStage=a,this.renderer._setZooming(a))}},{key:"handleStart",value:function(e){var a=this;if(this.enabled){var i=Cn(e.touches);if(this.touchMode=i.length,this.startCameraState=this.renderer.getCamera().getState(),this.startTouchesPositions=i.map(function(f){return se(f,a.container)}),this.touchMode===2){var o=K(this.startTouchesPositions,2),s=o[0],l=s.x,d=s.y,u=o[1],c=u.x,v=u.y;this.startTouchesAngle=Math.atan2(v-d,c-l),this.startTouchesDistance=Math.sqrt(Math.pow(c-l,2)+Math.pow(v-d,2))}this.syncStageFlags(),this.emit("touchdown",Bt(e,this.lastTouches,this.container)),this.lastTouches=i,this.lastTouchesPositions=this.startTouchesPositions,e.cancelable&&(this.doesCapture(e.touches.length)||this.renderer._hasNodeDrag())&&e.preventDefault()}}},{key:"handleLeave",value:function(e){if(!(!this.enabled||!this.startTouchesPositions.length)){switch(e.cancelable&&this.doesCapture(this.touchMode)&&e.preventDefault(),this.movingTimeout&&(this.isMoving=!1,clearTimeout(this.movingTimeout)),this.touchMode){case 2:if(e.touches.length===1){this.handleStart(e);break}case 1:if(this.isMoving){var a=this.renderer.getCamera(),i=a.getState(),o=a.getPreviousState();a.animate({x:i.x+this.settings.inertiaRatio*(i.x-o.x),y:i.y+this.settings.inertiaRatio*(i.y-o.y)},{duration:this.settings.inertiaDuration,easing:"quadraticOut"})}this.hasMoved=!1,this.isMoving=!1,this.touchMode=0;break}if(this.syncStageFlags(),this.emit("touchup",Bt(e,this.lastTouches,this.container)),!e.touches.length){var s=se(this.lastTouches[0],this.container),l=this.startTouchesPositions[0],d=Math.pow(s.x-l.x,2)+Math.pow(s.y-l.y,2);if(!e.touches.length&&d<Math.pow(this.settings.tapMoveTolerance,2))if(this.lastTap&&Date.now()-this.lastTap.time<this.settings.doubleClickTimeout){var u=Bt(e,this.lastTouches,this.container);if(this.emit("doubletap",u),this.lastTap=null,!u.sigmaDefaultPrevented&&this.settings.gestureTarget!=="page"){var c=this.renderer.getCamera(),v=c.getBoundedRatio(c.getState().ratio/this.settings.doubleClickZoomingRatio);c.animate(this.renderer.getViewportZoomedState(s,v),{easing:"quadraticInOut",duration:this.settings.doubleClickZoomingDuration})}}else{var f=Bt(e,this.lastTouches,this.container);this.emit("tap",f),this.lastTap={time:Date.now(),position:f.touches[0]||f.previousTouches[0]}}}this.lastTouches=Cn(e.touches),this.startTouchesPositions=[]}}},{key:"handleMove",value:function(e){var a=this;if(!(!this.enabled||!this.startTouchesPositions.length)){var i=this.doesCapture(e.touches.length);i&&e.preventDefault();var o=Cn(e.touches),s=o.map(function(O){return se(O,a.container)}),l=this.lastTouches;this.lastTouches=o,this.lastTouchesPositions=s;var d=Bt(e,l,this.container);if(this.emit("touchmove",d),!d.sigmaDefaultPrevented&&(this.hasMoved||(this.hasMoved=s.some(function(O,q){var V=a.startTouchesPositions[q];return V&&(O.x!==V.x||O.y!==V.y)})),!!this.hasMoved)){if(!i){this.settings.gestureTarget==="shared"&&this.renderer._showGestureHint("touch");return}this.isMoving=!0,this.syncStageFlags(),this.movingTimeout&&clearTimeout(this.movingTimeout),this.movingTimeout=window.setTimeout(function(){a.isMoving=!1},this.settings.dragTimeout);var u=this.renderer.getCamera(),c=this.startCameraState,v=this.renderer.getSetting("stagePadding");switch(this.touchMode){case 1:{var f=this.renderer.viewportToFramedGraph((this.startTouchesPositions||[])[0]),h=f.x,p=f.y,m=this.renderer.viewportToFramedGraph(s[0]),g=m.x,b=m.y;u.setState({x:c.x+h-g,y:c.y+p-b});break}case 2:{var x={x:.5,y:.5,angle:0,ratio:1},_=s[0],y=_.x,T=_.y,D=s[1],A=D.x,F=D.y,L=Math.atan2(F-T,A-y)-this.startTouchesAngle,N=Math.hypot(F-T,A-y)/this.startTouchesDistance,C=u.getBoundedRatio(c.ratio/N);x.ratio=C,x.angle=c.angle+L;var k=this.getDimensions(),S=this.renderer.viewportToFramedGraph((this.startTouchesPositions||[])[0],{cameraState:c}),R=Math.min(k.width,k.height)-2*v,I=R/k.width,z=R/k.height,P=C/R,w=y-R/2/I,M=T-R/2/z,U=zn({x:w,y:M},x.angle);w=U.x,M=U.y,x.x=S.x-w*P,x.y=S.y+M*P,u.setState(x);break}}}}}},{key:"setSettings",value:function(e){this.settings=e}}])})(_i),jl=(function(){function n(r,t,e,a){Y(this,n),E(this,"pendingNode",null),E(this,"session",null),this.graph=r,this.viewportToGraph=t,this.setNodesState=e,this.emit=a}return $(n,[{key:"start",value:function(t,e,a,i,o){var s=a(t),l=!1;if(this.emit("nodeDragStart",{node:t,allDraggedNodes:s,event:e,preventSigmaDefault:function(){l=!0}}),l)return!1;var d=new Map,u=G(s),c;try{for(u.s();!(c=u.n()).done;){var v=c.value;d.set(v,{x:this.graph.getNodeAttribute(v,i),y:this.graph.getNodeAttribute(v,o)})}}catch(f){u.e(f)}finally{u.f()}return this.session={node:t,allNodes:s,startPosition:this.viewportToGraph(e),startNodePositions:d,xAttr:i,yAttr:o},this.setNodesState(s,{isDragged:!0}),!0}},{key:"applyMove",value:function(t,e){var a=this.session,i=a.allNodes,o=a.startNodePositions,s=a.startPosition,l=a.xAttr,d=a.yAttr,u=this.viewportToGraph(t),c={x:u.x-s.x,y:u.y-s.y},v=G(i),f;try{for(v.s();!(f=v.n()).done;){var h=f.value,p=o.get(h);if(!(!p||!this.graph.hasNode(h))){var m={x:p.x+c.x,y:p.y+c.y};e?this.graph.mergeNodeAttributes(h,e(m,h)):(this.graph.setNodeAttribute(h,l,m.x),this.graph.setNodeAttribute(h,d,m.y))}}}catch(g){v.e(g)}finally{v.f()}}},{key:"end",value:function(){if(this.pendingNode=null,!this.session)return null;var t=this.session,e=t.node,a=t.allNodes;return this.setNodesState(a,{isDragged:!1}),this.session=null,{node:e,allNodes:a}}},{key:"removeNode",value:function(t){t===this.pendingNode&&(this.pendingNode=null),this.session&&(this.session.node===t?(this.setNodesState(this.session.allNodes,{isDragged:!1}),this.session=null):this.session.allNodes.includes(t)&&(this.session.allNodes=this.session.allNodes.filter(function(e){return e!==t}),this.session.startNodePositions.delete(t)))}},{key:"clear",value:function(){this.pendingNode=null,this.session=null}}])})();function oi(n,r){return n<r?"".concat(n,"\0").concat(r):"".concat(r,"\0").concat(n)}var Yl=(function(){function n(r,t){Y(this,n),E(this,"groups",new Map),E(this,"edgeToGroupKey",new Map),this.graph=r,this.onGroupChanged=t}return $(n,[{key:"getGroupKey",value:function(t){return oi(this.graph.source(t),this.graph.target(t))}},{key:"sortGroup",value:function(t,e){var a=this,i=e.split("\0")[0];t.sort(function(o,s){var l=a.graph.source(o)===i||!a.graph.isDirected(o)?0:1,d=a.graph.source(s)===i||!a.graph.isDirected(s)?0:1;return l-d})}},{key:"register",value:function(t){var e=this.getGroupKey(t),a=this.groups.get(e);a||(a=[],this.groups.set(e,a)),a.includes(t)||a.push(t),this.edgeToGroupKey.set(t,e),a.length>1&&this.sortGroup(a,e),this.onGroupChanged(a,a.length)}},{key:"unregister",value:function(t){var e=this.edgeToGroupKey.get(t);if(e){this.edgeToGroupKey.delete(t);var a=this.groups.get(e);if(a){var i=a.indexOf(t);i!==-1&&a.splice(i,1),a.length===0?this.groups.delete(e):this.onGroupChanged(a,a.length)}}}},{key:"getGroup",value:function(t){var e,a=this.edgeToGroupKey.get(t);return a?(e=this.groups.get(a))!==null&&e!==void 0?e:[]:[]}},{key:"getSiblings",value:function(t){return this.getGroup(t).filter(function(e){return e!==t})}},{key:"rebuild",value:function(){var t=this;this.groups.clear(),this.edgeToGroupKey.clear(),this.graph.forEachEdge(function(l,d,u,c){var v=oi(u,c),f=t.groups.get(v);f||(f=[],t.groups.set(v,f)),f.push(l),t.edgeToGroupKey.set(l,v)});var e=G(this.groups),a;try{for(e.s();!(a=e.n()).done;){var i=K(a.value,2),o=i[0],s=i[1];s.length>1&&this.sortGroup(s,o),this.onGroupChanged(s,s.length)}}catch(l){e.e(l)}finally{e.f()}}},{key:"clear",value:function(){this.groups.clear(),this.edgeToGroupKey.clear()}}])})();function si(n,r){var t;if(n===!1||n==="extend"||n==="separate")return n;var e=n[r];return e!==void 0?e:(t=n.default)!==null&&t!==void 0?t:!1}function li(n){return n===!1?!1:n==="extend"||n==="separate"?!0:Object.values(n).some(function(r){return r==="extend"||r==="separate"})}function di(n){return n==="separate"?!0:n===!1||n==="extend"?!1:n.default==="separate"?!0:Object.values(n).includes("separate")}var te={node:{parent:null,eventSuffix:"Node",payloadKey:"node",isEnabled:function(){return!0},writesPickingThisFrame:function(){return!0},setHover:function(r,t,e){return r.setNodeState(t,{isHovered:e})},getCursor:function(r,t){var e;return(e=r.nodeDataCache[t])===null||e===void 0?void 0:e.cursor},isHitValid:function(r,t){var e;return((e=r.nodeDataCache[t])===null||e===void 0?void 0:e.visibility)!=="hidden"}},edge:{parent:null,eventSuffix:"Edge",payloadKey:"edge",isEnabled:function(r){return!!r.settings.enableEdgeEvents},writesPickingThisFrame:function(r){return!!r.settings.enableEdgeEvents},setHover:function(r,t,e){return r.setEdgeState(t,{isHovered:e})},getCursor:function(r,t){var e;return(e=r.edgeDataCache[t])===null||e===void 0?void 0:e.cursor}},nodeLabel:{parent:"node",eventSuffix:"NodeLabel",payloadKey:"node",isEnabled:function(r){return di(r.settings.nodeLabelEvents)},writesPickingThisFrame:function(r){return li(r.settings.nodeLabelEvents)},setHover:function(r,t,e){return r.setNodeState(t,{isLabelHovered:e})},getCursor:function(r,t){var e;return(e=r.nodeDataCache[t])===null||e===void 0?void 0:e.labelCursor},resolveForVerb:function(r,t,e){var a=si(e.settings.nodeLabelEvents,t);return a===!1?null:a==="extend"?{kind:"node",key:r.key}:r}},edgeLabel:{parent:"edge",eventSuffix:"EdgeLabel",payloadKey:"edge",isEnabled:function(r){return di(r.settings.edgeLabelEvents)},writesPickingThisFrame:function(r){return li(r.settings.edgeLabelEvents)},setHover:function(r,t,e){return r.setEdgeState(t,{isLabelHovered:e})},getCursor:function(r,t){var e;return(e=r.edgeDataCache[t])===null||e===void 0?void 0:e.labelCursor},resolveForVerb:function(r,t,e){var a=si(e.settings.edgeLabelEvents,t);return a===!1?null:a==="extend"?{kind:"edge",key:r.key}:r}}},He=["node","edge","nodeLabel","edgeLabel"];function $l(){return{lookup:[null],idsByKind:{node:new Map,edge:new Map,nodeLabel:new Map,edgeLabel:new Map},nextId:1}}function Ue(n,r,t){var e;return(e=n.idsByKind[r].get(t))!==null&&e!==void 0?e:0}function xa(n,r){var t=G(He),e;try{for(t.s();!(e=t.n()).done;){var a=e.value;if(a===r||te[a].parent===r){var i=G(n.idsByKind[a].values()),o;try{for(i.s();!(o=i.n()).done;){var s=o.value;n.lookup[s]=null}}catch(v){i.e(v)}finally{i.f()}n.idsByKind[a]=new Map}}}catch(v){t.e(v)}finally{t.f()}var l=1,d=G(He),u;try{for(d.s();!(u=d.n()).done;){var c=u.value;if(c===r)break;l+=n.idsByKind[c].size}}catch(v){d.e(v)}finally{d.f()}n.nextId=l}function ui(n,r,t){var e=n.nextId++;return n.idsByKind[r].set(t,e),n.lookup[e]={kind:r,key:t},e}function Kl(n,r){var t=G(He),e;try{for(t.s();!(e=t.n()).done;){var a=e.value;if(te[a].parent!==null){var i=G(n.idsByKind[a].values()),o;try{for(i.s();!(o=i.n()).done;){var s=o.value;n.lookup[s]=null}}catch(y){i.e(y)}finally{i.f()}n.idsByKind[a]=new Map}}}catch(y){t.e(y)}finally{t.f()}n.nextId=1;var l=G(He),d;try{for(l.s();!(d=l.n()).done;){var u=d.value;if(te[u].parent===null){var c=G(n.idsByKind[u].values()),v;try{for(c.s();!(v=c.n()).done;){var f=v.value;f>=n.nextId&&(n.nextId=f+1)}}catch(y){c.e(y)}finally{c.f()}}}}catch(y){l.e(y)}finally{l.f()}var h=G(He),p;try{for(h.s();!(p=h.n()).done;){var m=p.value,g=te[m];if(!(g.parent===null||!g.isEnabled(r))){var b=G(n.idsByKind[g.parent].keys()),x;try{for(b.s();!(x=b.n()).done;){var _=x.value;n.idsByKind[m].set(_,n.nextId),n.lookup[n.nextId]={kind:m,key:_},n.nextId++}}catch(y){b.e(y)}finally{b.f()}}}}catch(y){h.e(y)}finally{h.f()}}function Zl(n,r){var t=G(He),e;try{for(t.s();!(e=t.n()).done;){var a=e.value,i=n[a],o=r[a];if(i!==o){if(i.size!==o.size)return!1;var s=G(i),l;try{for(s.s();!(l=s.n()).done;){var d=K(l.value,2),u=d[0],c=d[1];if(o.get(u)!==c)return!1}}catch(v){s.e(v)}finally{s.f()}}}}catch(v){t.e(v)}finally{t.f()}return!0}function ci(n,r,t){te[r.kind].setHover(n,r.key,t)}function Ql(n,r){return te[r.kind].getCursor(n,r.key)}function Ot(n,r){return"".concat(r).concat(te[n].eventSuffix)}function Ut(n,r){return B(B({},r),{},E({},te[n.kind].payloadKey,n.key))}function Jl(n,r,t){var e=te[r.kind].resolveForVerb;return e?e(r,t,n):r}function ed(n,r){var t=te[r.kind].isHitValid;return t?t(n,r.key):!0}function ya(n){return He.filter(function(r){return r===n||te[r].parent===n})}function Ti(n,r,t){return r&&(r=Jl(n,r,t)),r&&!ed(n,r)&&(r=null),r}function _a(n,r,t){var e=t==="wheel"?n.stateManager.hovered:n.getHitAtPosition(r);return Ti(n,e,t)}function td(n,r){return!n||!r?n===r:n.kind===r.kind&&n.key===r.key}function Si(n,r,t){var e={event:t,preventSigmaDefault:function(){return t.preventSigmaDefault()}},a=n.dragManager.session,i=a?{kind:"node",key:a.node}:Ti(n,r,"enter"),o=n.stateManager,s=o.hovered;td(s,i)||(s&&(ci(n,s,!1),n.emit(Ot(s.kind,"leave"),Ut(s,e))),o.setHovered(i),i&&(ci(n,i,!0),n.emit(Ot(i.kind,"enter"),Ut(i,e))),n.updateContainerCursor())}function nd(n,r,t,e){e.handleResize=function(){return n.scheduleRefresh()},window.addEventListener("resize",e.handleResize),e.handleMove=function(i){n.hoverResolver.pointerMoved(We(i))},e.handleMoveBody=function(i){var o=We(i),s=n.dragManager;if(s.pendingNode&&!s.session){var l=n.nodeStyleAnalysis,d=l.xAttribute,u=l.yAttribute,c=n.settings;s.start(s.pendingNode,o,c.getDraggedNodes,d||"x",u||"y"),s.pendingNode=null}s.session&&(s.applyMove(o,n.settings.dragPositionToAttributes),n.emit("nodeDrag",{node:s.session.node,allDraggedNodes:s.session.allNodes,event:o}),o.preventSigmaDefault()),n.emit("moveBody",{event:o,preventSigmaDefault:function(){return o.preventSigmaDefault()}})},e.handleLeave=function(i){var o=We(i),s={event:o,preventSigmaDefault:function(){return o.preventSigmaDefault()}};n.hoverResolver.pointerLeft(),Si(n,null,o),n.emit("leaveStage",s)},e.handleEnter=function(i){var o=We(i);n.emit("enterStage",{event:o,preventSigmaDefault:function(){return o.preventSigmaDefault()}})};var a=function(o){return function(s){var l=We(s),d={event:l,preventSigmaDefault:function(){return l.preventSigmaDefault()}},u=_a(n,l,o);if(u){n.emit(Ot(u.kind,o),Ut(u,d));return}n.emit("".concat(o,"Stage"),d)}};e.handleClick=a("click"),e.handleRightClick=a("rightClick"),e.handleDoubleClick=a("doubleClick"),e.handleWheel=a("wheel"),e.handleDown=function(i){var o=We(i),s={event:o,preventSigmaDefault:function(){return o.preventSigmaDefault()}},l=_a(n,o,"down");if(l){l.kind==="node"&&n.settings.enableNodeDrag&&(n.dragManager.pendingNode=l.key),n.emit(Ot(l.kind,"down"),Ut(l,s));return}n.emit("downStage",s)},e.handleUp=function(i){var o=We(i),s={event:o,preventSigmaDefault:function(){return o.preventSigmaDefault()}},l=n.dragManager.end();l&&n.emit("nodeDragEnd",B({node:l.node,allDraggedNodes:l.allNodes},s));var d=_a(n,o,"up");if(d){n.emit(Ot(d.kind,"up"),Ut(d,s));return}n.emit("upStage",s)},r.on("mousemove",e.handleMove),r.on("mousemovebody",e.handleMoveBody),r.on("click",e.handleClick),r.on("rightClick",e.handleRightClick),r.on("doubleClick",e.handleDoubleClick),r.on("wheel",e.handleWheel),r.on("mousedown",e.handleDown),r.on("mouseup",e.handleUp),r.on("mouseleave",e.handleLeave),r.on("mouseenter",e.handleEnter),t.on("touchdown",e.handleDown),t.on("touchdown",e.handleMove),t.on("touchup",e.handleUp),t.on("touchmove",e.handleMove),t.on("tap",e.handleClick),t.on("doubletap",e.handleDoubleClick),t.on("touchmove",e.handleMoveBody)}function ad(n,r){var t=n.graph,e=new Set(["x","y","zIndex","type"]);r.eachNodeAttributesUpdatedGraphUpdate=function(a){var i,o=(i=a.hints)===null||i===void 0?void 0:i.attributes,s=!o||o.some(function(l){return e.has(l)});n.refresh({partialGraph:{nodes:t.nodes()},skipIndexation:!s,schedule:!0})},r.eachEdgeAttributesUpdatedGraphUpdate=function(a){var i,o=(i=a.hints)===null||i===void 0?void 0:i.attributes,s=o&&["zIndex","type"].some(function(l){return o?.includes(l)});n.refresh({partialGraph:{edges:t.edges()},skipIndexation:!s,schedule:!0})},r.addNodeGraphUpdate=function(a){n.addNode(a.key),n.refresh({partialGraph:{nodes:[a.key]},skipIndexation:!1,schedule:!0})},r.updateNodeGraphUpdate=function(a){n.refresh({partialGraph:{nodes:[a.key]},skipIndexation:!1,schedule:!0})},r.dropNodeGraphUpdate=function(a){n.removeNode(a.key),n.refresh({schedule:!0})},r.addEdgeGraphUpdate=function(a){var i=a.key;n.edgeGroups.register(i),n.addEdge(i);var o=n.edgeGroups.getSiblings(i),s=G(o),l;try{for(s.s();!(l=s.n()).done;){var d=l.value;n.addEdge(d)}}catch(u){s.e(u)}finally{s.f()}n.refresh({partialGraph:{edges:[i].concat(H(o))},schedule:!0})},r.updateEdgeGraphUpdate=function(a){n.refresh({partialGraph:{edges:[a.key]},skipIndexation:!1,schedule:!0})},r.dropEdgeGraphUpdate=function(a){var i=a.key,o=n.edgeGroups.getSiblings(i);n.edgeGroups.unregister(i),n.removeEdge(i);var s=G(o),l;try{for(s.s();!(l=s.n()).done;){var d=l.value;n.addEdge(d)}}catch(u){s.e(u)}finally{s.f()}n.refresh({schedule:!0})},r.clearEdgesGraphUpdate=function(){n.clearEdgeState(),n.clearEdgeIndices(),n.refresh({schedule:!0})},r.clearGraphUpdate=function(){n.clearEdgeState(),n.clearNodeState(),n.clearEdgeIndices(),n.clearNodeIndices(),n.refresh({schedule:!0})},t.on("nodeAdded",r.addNodeGraphUpdate),t.on("nodeDropped",r.dropNodeGraphUpdate),t.on("nodeAttributesUpdated",r.updateNodeGraphUpdate),t.on("eachNodeAttributesUpdated",r.eachNodeAttributesUpdatedGraphUpdate),t.on("edgeAdded",r.addEdgeGraphUpdate),t.on("edgeDropped",r.dropEdgeGraphUpdate),t.on("edgeAttributesUpdated",r.updateEdgeGraphUpdate),t.on("eachEdgeAttributesUpdated",r.eachEdgeAttributesUpdatedGraphUpdate),t.on("edgesCleared",r.clearEdgesGraphUpdate),t.on("cleared",r.clearGraphUpdate)}function rd(n,r){n.removeListener("nodeAdded",r.addNodeGraphUpdate),n.removeListener("nodeDropped",r.dropNodeGraphUpdate),n.removeListener("nodeAttributesUpdated",r.updateNodeGraphUpdate),n.removeListener("eachNodeAttributesUpdated",r.eachNodeAttributesUpdatedGraphUpdate),n.removeListener("edgeAdded",r.addEdgeGraphUpdate),n.removeListener("edgeDropped",r.dropEdgeGraphUpdate),n.removeListener("edgeAttributesUpdated",r.updateEdgeGraphUpdate),n.removeListener("eachEdgeAttributesUpdated",r.eachEdgeAttributesUpdatedGraphUpdate),n.removeListener("edgesCleared",r.clearEdgesGraphUpdate),n.removeListener("cleared",r.clearGraphUpdate)}var id={x:.5,y:.5,angle:0,ratio:1},od=8,sd=.001;function ld(n){var r=n.coords,t=n.nodeData,e=n.dimensions,a=n.stagePadding,i=n.zoomToSizeRatioFunction,o=n.itemSizesReference,s=n.fitLabels,l=n.nodeLabelBox,d=Object.keys(r);if(!d.length)return n.extent;for(var u=i(1)||1,c=o==="positions",v=e.width,f=e.height,h=n.extent,p=0;p<od;p++){for(var m=un(h),g={width:h.x[1]-h.x[0]||1,height:h.y[1]-h.y[0]||1},b=Ae(id,e,g,a),x=hi(b,m({x:0,y:0}),v,f),_=hi(b,m({x:1,y:0}),v,f),y=Math.hypot(_.x-x.x,_.y-x.y)||1,T=1/0,D=-1/0,A=1/0,F=-1/0,L=0,N=d.length;L<N;L++){var C=d[L],k=t[C],S=k.size/u*(c?y:1),R=-S,I=S,z=-S,P=S;if(s){var w=l(k,S);w&&(w.minX<R&&(R=w.minX),w.maxX>I&&(I=w.maxX),w.minY<z&&(z=w.minY),w.maxY>P&&(P=w.maxY))}var M=r[C],U=M.x,O=M.y;T=Math.min(T,U+R/y),D=Math.max(D,U+I/y),A=Math.min(A,O-P/y),F=Math.max(F,O-z/y)}var q={x:[T,D],y:[A,F]},V=Math.max(q.x[1]-q.x[0],q.y[1]-q.y[0])||1,X=Math.max(Math.abs(q.x[0]-h.x[0]),Math.abs(q.x[1]-h.x[1]),Math.abs(q.y[0]-h.y[0]),Math.abs(q.y[1]-h.y[1]));if(h=q,X/V<sd)break}return h}function hi(n,r,t,e){var a=Ze(n,r);return{x:(1+a.x)*t/2,y:(1-a.y)*e/2}}var dd=typeof navigator<"u"&&/Mac|iP(hone|ad|od)/.test(navigator.platform),ud=1500,cd=`.sigma-gesture-hint {
  position: absolute;
  inset: 0;
  display: flex;
  align-items: center;
  justify-content: center;
  text-align: center;
  padding: 1em;
  background: #00000066;
  color: #ffffff;
  font-size: 1em;
  pointer-events: none;
  transition: opacity 0.1s;
}`;function fi(n){var r,t,e=nt("template");e.textContent=n,document.head.appendChild(e);var a=((r=(t=e.sheet)===null||t===void 0?void 0:t.cssRules.length)!==null&&r!==void 0?r:0)>0;return e.remove(),a}var Oe=null;function hd(){return Oe===null&&(Oe=cd,fi("@scope {}")&&(Oe=`@scope {
`.concat(Oe,`
}`)),fi("@layer sigma-gesture-hint {}")&&(Oe=`@layer sigma-gesture-hint {
`.concat(Oe,`
}`))),Oe}var fd=(function(){function n(r){Y(this,n),E(this,"hideTimeout",null),this.styleElement=nt("template"),this.styleElement.textContent=hd(),r.appendChild(this.styleElement),this.element=nt("div",{opacity:"0"},{class:"sigma-gesture-hint"}),r.appendChild(this.element)}return $(n,[{key:"show",value:function(t,e){var a=this,i=t==="touch"?e.sharedGestureTouchMessage:dd?e.sharedGestureAppleWheelMessage:e.sharedGestureWheelMessage;i&&(this.element.textContent=i,this.element.style.opacity="1",typeof this.hideTimeout=="number"&&clearTimeout(this.hideTimeout),this.hideTimeout=window.setTimeout(function(){a.hideTimeout=null,a.element.style.opacity="0"},ud))}},{key:"kill",value:function(){typeof this.hideTimeout=="number"&&clearTimeout(this.hideTimeout),this.styleElement.remove(),this.element.remove()}}])})(),gd=(function(){function n(r){Y(this,n),E(this,"readBuffer",null),E(this,"fence",null),E(this,"result",new Uint8Array(4)),E(this,"generation",0),E(this,"readGeneration",0),E(this,"lastEvent",null),E(this,"active",!1),E(this,"dirty",!1),E(this,"rafId",null),E(this,"killed",!1),this.options=r}return $(n,[{key:"pointerMoved",value:function(t){this.lastEvent=t,this.active=!0,!this.options.isRenderPending()&&this.request()}},{key:"pointerLeft",value:function(){this.active=!1,this.dirty=!1}},{key:"frameRendered",value:function(){this.request()}},{key:"invalidate",value:function(){this.generation++}},{key:"request",value:function(){if(!(this.killed||!this.active||!this.lastEvent)){if(this.fence){this.dirty=!0;return}this.startRead()}}},{key:"startRead",value:function(){var t=this.options,e=t.gl,a=t.getFrameBuffer,i=t.getPixelRatio,o=t.getDownSizingRatio;this.readGeneration=this.generation;var s=this.lastEvent,l=Nn(e,s.x,s.y,i(),o()),d=K(l,2),u=d[0],c=d[1];this.readBuffer||(this.readBuffer=e.createBuffer()),e.bindFramebuffer(e.FRAMEBUFFER,a()),e.bindBuffer(e.PIXEL_PACK_BUFFER,this.readBuffer),e.bufferData(e.PIXEL_PACK_BUFFER,4,e.STREAM_READ),e.readPixels(u,c,1,1,e.RGBA,e.UNSIGNED_BYTE,0),e.bindBuffer(e.PIXEL_PACK_BUFFER,null),e.bindFramebuffer(e.FRAMEBUFFER,null),this.fence=e.fenceSync(e.SYNC_GPU_COMMANDS_COMPLETE,0),e.flush(),this.schedulePoll(s)}},{key:"schedulePoll",value:function(t){var e=this;this.rafId=requestAnimationFrame(function(){e.rafId=null,e.poll(t)})}},{key:"poll",value:function(t){var e=this.options,a=e.gl,i=e.onIndex;if(!(this.killed||!this.fence)){var o=a.clientWaitSync(this.fence,0,0);if(o===a.TIMEOUT_EXPIRED){this.schedulePoll(t);return}if(a.deleteSync(this.fence),this.fence=null,o!==a.WAIT_FAILED&&this.readGeneration===this.generation){a.bindBuffer(a.PIXEL_PACK_BUFFER,this.readBuffer),a.getBufferSubData(a.PIXEL_PACK_BUFFER,0,this.result),a.bindBuffer(a.PIXEL_PACK_BUFFER,null);var s=K(this.result,4),l=s[0],d=s[1],u=s[2],c=s[3];this.active&&i(Mn(l,d,u,c),t)}this.dirty&&(this.dirty=!1,this.active&&this.lastEvent&&!this.options.isRenderPending()&&this.startRead())}}},{key:"reset",value:function(){this.rafId!==null&&cancelAnimationFrame(this.rafId),this.rafId=null,this.fence=null,this.readBuffer=null,this.dirty=!1}},{key:"kill",value:function(){this.killed=!0,this.rafId!==null&&cancelAnimationFrame(this.rafId),this.rafId=null;var t=this.options.gl;this.fence&&t.deleteSync(this.fence),this.fence=null,this.readBuffer&&t.deleteBuffer(this.readBuffer),this.readBuffer=null}}])})(),gi=(function(){function n(r,t){Y(this,n),this.key=r,this.size=t}return $(n,null,[{key:"compare",value:function(t,e){return t.size>e.size?-1:t.size<e.size||t.key>e.key?1:-1}}])})(),Dn=(function(){function n(){Y(this,n),E(this,"width",0),E(this,"height",0),E(this,"cellSize",0),E(this,"columns",0),E(this,"rows",0),E(this,"cells",{})}return $(n,[{key:"resizeAndClear",value:function(t,e){this.width=t.width,this.height=t.height,this.cellSize=e,this.columns=Math.ceil(t.width/e),this.rows=Math.ceil(t.height/e),this.cells={}}},{key:"getIndex",value:function(t){var e=Math.floor(t.x/this.cellSize),a=Math.floor(t.y/this.cellSize);return a*this.columns+e}},{key:"add",value:function(t,e,a){var i=new gi(t,e),o=this.getIndex(a),s=this.cells[o];s||(s=[],this.cells[o]=s),s.push(i)}},{key:"organize",value:function(){for(var t in this.cells){var e=this.cells[t];e.sort(gi.compare)}}},{key:"getLabelsToDisplay",value:function(t,e,a){var i=this.cellSize*this.cellSize,o=i/t/t,s=o*e/i,l=Math.ceil(s),d=[];if(a)for(var u=Math.max(0,Math.floor(a.x1/this.cellSize)),c=Math.min(this.columns-1,Math.floor(a.x2/this.cellSize)),v=Math.max(0,Math.floor(a.y1/this.cellSize)),f=Math.min(this.rows-1,Math.floor(a.y2/this.cellSize)),h=v;h<=f;h++)for(var p=u;p<=c;p++){var m=h*this.columns+p,g=this.cells[m];if(g)for(var b=0;b<Math.min(l,g.length);b++)d.push(g[b].key)}else for(var x in this.cells)for(var _=this.cells[x],y=0;y<Math.min(l,_.length);y++)d.push(_[y].key);return d}}])})();function vd(n){var r=n.graph,t=n.hoveredNode,e=n.highlightedNodes,a=n.displayedNodeLabels,i=new Set,o=new Set(e);t&&o.add(t);var s=G(o),l;try{for(s.s();!(l=s.n()).done;){var d=l.value;r.hasNode(d)&&r.forEachEdge(d,function(f){i.add(f)})}}catch(f){s.e(f)}finally{s.f()}var u=G(a),c;try{var v=function(){var h=c.value;if(o.has(h))return 1;r.forEachEdge(h,function(p,m,g,b){var x=g===h?b:g;a.has(x)&&i.add(p)})};for(u.s();!(c=u.n()).done;)v()}catch(f){u.e(f)}finally{u.f()}return Array.from(i)}var ut=150,ct=50,md={both:0,node:1,label:2},pd={over:0,above:1,below:2,auto:3},vi=12,bd=3,xd=(function(){function n(r){Y(this,n),E(this,"labelGrid",new Dn),E(this,"edgeAnchorGrid",new Dn),E(this,"displayedNodeLabels",new Set),E(this,"displayedEdgeLabels",new Set),E(this,"edgeLabelCandidates",[]),E(this,"renderedNodeLabels",new Set),E(this,"labelSizeCache",new Map),E(this,"framePassPoints",new Float32Array(0)),E(this,"labelsDirty",!0),this.internals=r}return $(n,[{key:"resetFrame",value:function(){this.displayedNodeLabels=new Set,this.renderedNodeLabels=new Set,this.labelSizeCache.clear()}},{key:"clearEdgeLabels",value:function(){this.displayedEdgeLabels=new Set}},{key:"resetLabelGrid",value:function(){this.labelGrid=new Dn,this.edgeAnchorGrid=new Dn}},{key:"processWebGLLabels",value:function(t){for(var e,a=this.internals,i=a.labelProgram,o=a.primitives,s=a.nodeDataCache,l=(o==null||(e=o.nodes)===null||e===void 0||(e=e.label)===null||e===void 0||(e=e.font)===null||e===void 0?void 0:e.family)||"sans-serif",d=new Map,u=0,c=t.length;u<c;u++){var v=t[u],f=s[v];if(!(f.visibility==="hidden"||!f.label)){var h=f.labelFont||l,p=d.get(h);p?p.push(f.label):d.set(h,[f.label])}}var m=G(d),g;try{for(m.s();!(g=m.n()).done;){var b=K(g.value,2),x=b[0],_=b[1],y=fn(x),T=y.family,D=y.weight,A=y.style,F=i.registerFont(T,D,A);i.ensureGlyphsReady(_,F)}}catch(L){m.e(L)}finally{m.f()}}},{key:"measureNodeLabel",value:function(t){var e,a;if(!t.label)return{width:0,height:0,textHeight:0};var i=this.internals,o=i.labelProgram,s=i.primitives,l=(e=t.labelSize)!==null&&e!==void 0?e:14,d=t.labelFont||(s==null||(a=s.nodes)===null||a===void 0||(a=a.label)===null||a===void 0||(a=a.font)===null||a===void 0?void 0:a.family)||"sans-serif",u="".concat(t.label,"|").concat(l,"|").concat(d);if(this.labelSizeCache.has(u))return this.labelSizeCache.get(u);var c=fn(d),v=c.family,f=c.weight,h=c.style,p=o.registerFont(v,f,h),m=o.measureLabel(t.label,l,p);return this.labelSizeCache.set(u,m),m}},{key:"nodeLabelBox",value:function(t,e){var a,i,o,s,l;if(t.visibility==="hidden"||t.labelVisibility==="hidden")return null;var d=this.measureNodeLabel(t),u=d.width,c=d.height,v=d.textHeight;if(!u)return null;var f=(a=(i=this.internals.primitives)===null||i===void 0||(i=i.nodes)===null||i===void 0||(i=i.label)===null||i===void 0?void 0:i.margin)!==null&&a!==void 0?a:it,h=e+f,p=t.labelBackgroundColor?(o=t.labelBackgroundPadding)!==null&&o!==void 0?o:sa:0,m=u/2,g=c/2,b=m+p,x=g+p,_=v/2,y=0,T=0;switch((s=t.labelPosition)!==null&&s!==void 0?s:"right"){case"left":y=-(h+m);break;case"above":T=-(h+_);break;case"below":T=h+_;break;case"over":break;default:y=h+m}var D=(l=t.labelAngle)!==null&&l!==void 0?l:0,A=zn({x:y,y:T},D),F=A.x,L=A.y,N=Math.abs(Math.cos(D)),C=Math.abs(Math.sin(D)),k=N*b+C*x,S=C*b+N*x;return{minX:F-k,maxX:F+k,minY:L-S,maxY:L+S}}},{key:"computeDisplayedNodeLabels",value:function(){var t=this.internals.getCameraState(),e=this.internals.getDimensions(),a=e.width,i=e.height,o=this.internals.viewportToFramedGraph({x:-ut,y:-ct}),s=this.internals.viewportToFramedGraph({x:a+ut,y:-ct}),l=this.internals.viewportToFramedGraph({x:-ut,y:i+ct}),d=this.internals.viewportToFramedGraph({x:a+ut,y:i+ct}),u=Math.min(o.x,s.x,l.x,d.x),c=Math.max(o.x,s.x,l.x,d.x),v=Math.min(o.y,s.y,l.y,d.y),f=Math.max(o.y,s.y,l.y,d.y),h=Ae({x:.5,y:.5,ratio:1,angle:0},{width:a,height:i},this.internals.getGraphDimensions(),this.internals.getStagePadding()),p=function(w){var M=Ze(h,w);return{x:(1+M.x)*a/2,y:(1-M.y)*i/2}},m=p({x:u,y:v}),g=p({x:c,y:v}),b=p({x:u,y:f}),x=p({x:c,y:f}),_={x1:Math.min(m.x,g.x,b.x,x.x),y1:Math.min(m.y,g.y,b.y,x.y),x2:Math.max(m.x,g.x,b.x,x.x),y2:Math.max(m.y,g.y,b.y,x.y)},y=this.internals,T=y.settings,D=y.nodeDataCache,A=y.nodesWithForcedLabels,F=this.labelGrid.getLabelsToDisplay(t.ratio,T.labelDensity,_);Zn(F,A);for(var L=0,N=F.length;L<N;L++){var C=F[L],k=D[C];if(!this.displayedNodeLabels.has(C)&&!(k.visibility==="hidden"||k.labelVisibility==="hidden")&&k.label&&!(k.x<u||k.x>c||k.y<v||k.y>f)){var S=this.internals.framedGraphToViewport(k),R=S.x,I=S.y,z=this.internals.scaleSize(k.size);!Le(k)&&z<T.labelRenderedSizeThreshold||R<-ut-z||R>a+ut+z||I<-ct-z||I>i+ct+z||this.displayedNodeLabels.add(C)}}}},{key:"buildFramePassPoints",value:function(){var t=this.internals,e=t.nodeDataCache,a=t.nodeDataTexture;if(!a)return{data:this.framePassPoints,count:0};var i=this.displayedNodeLabels.size*3;this.framePassPoints.length<i&&(this.framePassPoints=new Float32Array(i));var o=this.framePassPoints,s=0,l=G(this.displayedNodeLabels),d;try{for(l.s();!(d=l.n()).done;){var u,c,v=d.value,f=e[v];if(f){var h=a.getIndex(v);h<0||(o[s*3]=h,o[s*3+1]=(u=rt[f.labelPosition||Se.labelPosition])!==null&&u!==void 0?u:0,o[s*3+2]=(c=f.labelAngle)!==null&&c!==void 0?c:0,s++)}}}catch(p){l.e(p)}finally{l.f()}return{data:o,count:s}}},{key:"renderWebGLLabels",value:function(t,e){var a=this.internals,i=a.nodeDataCache,o=a.labelProgram,s=a.primitives,l=a.nodeDataTexture,d=[],u=G(this.displayedNodeLabels),c;try{for(u.s();!(c=u.n()).done;){var v=c.value;if(!this.renderedNodeLabels.has(v)){var f=i[v];e&&f.labelDepth!==e||(this.renderedNodeLabels.add(v),d.push(v))}}}catch(re){u.e(re)}finally{u.f()}if(d.length!==0){if(this.labelsDirty){for(var h,p,m,g=0,b=0,x=d.length;b<x;b++){var _=i[d[b]];g+=_.label.length}o.reallocate(g);for(var y=14,T=(h=s==null||(p=s.nodes)===null||p===void 0||(p=p.label)===null||p===void 0?void 0:p.margin)!==null&&h!==void 0?h:it,D=Se.labelPosition,A=(s==null||(m=s.nodes)===null||m===void 0||(m=m.label)===null||m===void 0||(m=m.font)===null||m===void 0?void 0:m.family)||"sans-serif",F=new Map,L=0,N=0,C=d.length;N<C;N++){var k,S,R,I,z=d[N],P=i[z],w=P.labelFont||A,M=F.get(w);if(M===void 0){var U=fn(w),O=U.family,q=U.weight,V=U.style;M=o.registerFont(O,q,V),F.set(w,M)}var X={text:P.label,x:P.x,y:P.y,size:(k=P.labelSize)!==null&&k!==void 0?k:y,color:P.labelColor,nodeSize:P.size,margin:T,position:(S=P.labelPosition)!==null&&S!==void 0?S:D,hidden:!1,forceLabel:Le(P),type:"default",zIndex:(R=P.zIndex)!==null&&R!==void 0?R:0,parentType:"node",parentKey:z,fontKey:M,labelAngle:(I=P.labelAngle)!==null&&I!==void 0?I:0,nodeIndex:l.getIndex(z)},fe=o.processLabel(z,L,X);L+=fe}o.invalidateBuffers()}o.render(t)}}},{key:"renderBackdrops",value:function(t,e){var a=this.internals,i=a.backdropProgram,o=a.nodeDataCache,s=a.nodesWithBackdrop,l=a.attachmentManager,d=a.pixelRatio,u=a.nodeDataTexture,c=[],v=G(s),f;try{for(v.s();!(f=v.n()).done;){var h,p=f.value,m=o[p];if(!(!m||m.visibility==="hidden")&&!(e&&m.depth!==e)){var g=(h=u?.getIndex(p))!==null&&h!==void 0?h:-1;g<0||c.push({key:p,nodeIndex:g})}}}catch(Ie){v.e(Ie)}finally{v.f()}if(c.length!==0){i.reallocate(c.length);for(var b=0;b<c.length;b++){var x,_,y,T,D,A,F,L,N=c[b],C=N.key,k=N.nodeIndex,S=o[C],R=this.displayedNodeLabels.has(C),I=R?this.measureNodeLabel(S):{width:0,height:0,textHeight:0},z=I.textHeight,P=I.width,w=I.height,M=0,U=0;if(R&&S.labelAttachment&&l){var O=l.getEntry(C,S.labelAttachment);if(O){var q=S.labelAttachmentPlacement||"below";if(q==="below"||q==="above"){var V=O.height/d;w+=V+Fe,P=Math.max(P,O.width/d),U=q==="below"?(V+Fe)/2:-(V+Fe)/2}else{var X=O.width/d;P+=X+Fe,w=Math.max(w,O.height/d),M=q==="right"?(X+Fe)/2:-(X+Fe)/2}}}var fe=S.backdropColor?De(S.backdropColor):[255,255,255,255],re=S.backdropShadowColor?De(S.backdropShadowColor):[0,0,0,128],ye=fe.map(function(Ie){return Ie/255}),qe=re.map(function(Ie){return Ie/255}),gt=(x=S.backdropShadowBlur)!==null&&x!==void 0?x:12,vt=(_=S.backdropPadding)!==null&&_!==void 0?_:6,mt=S.backdropBorderColor?De(S.backdropBorderColor):[0,0,0,0],qi=mt.map(function(Ie){return Ie/255}),ji=(y=S.backdropBorderWidth)!==null&&y!==void 0?y:0,Yi=(T=S.backdropCornerRadius)!==null&&T!==void 0?T:0,Ea=(D=S.backdropLabelPadding)!==null&&D!==void 0?D:-1,$i=Ea<0?vt:Ea,Ki=(A=md[(F=S.backdropArea)!==null&&F!==void 0?F:"both"])!==null&&A!==void 0?A:0,Zi={key:C,nodeIndex:k,label:S.label,labelWidth:P,labelHeight:w,textHeight:z,type:"default",position:S.labelPosition||Se.labelPosition,labelAngle:(L=S.labelAngle)!==null&&L!==void 0?L:0,backdropColor:ye,backdropShadowColor:qe,backdropShadowBlur:gt,backdropPadding:vt,backdropBorderColor:qi,backdropBorderWidth:ji,backdropCornerRadius:Yi,backdropLabelPadding:$i,backdropArea:Ki,labelBoxOffset:[M,U]};i.processBackdrop(b,Zi)}i.invalidateBuffers(),i.render(t)}}},{key:"renderLabelBackgrounds",value:function(t,e){var a=this.internals,i=a.labelBackgroundProgram,o=a.nodeDataCache,s=a.nodeDataTexture,l=te.nodeLabel.writesPickingThisFrame(this.internals),d=[],u=G(this.displayedNodeLabels),c;try{for(u.s();!(c=u.n()).done;){var v=c.value,f=o[v];!f||f.visibility==="hidden"||e&&f.labelDepth!==e||!l&&!f.labelBackgroundColor||d.push(v)}}catch(k){u.e(k)}finally{u.f()}if(d.length!==0){i.reallocate(d.length);for(var h=0;h<d.length;h++){var p,m,g,b,x=d[h],_=o[x],y=(p=s?.getIndex(x))!==null&&p!==void 0?p:-1;if(!(y<0)){var T=this.measureNodeLabel(_),D=T.width,A=T.height,F=T.textHeight,L=Ue(this.internals.pickingState,"nodeLabel",x)||Ue(this.internals.pickingState,"node",x),N=_.labelBackgroundColor?ue(_.labelBackgroundColor):ue("transparent"),C={nodeIndex:y,id:Qe(L),color:N,labelWidth:D,labelHeight:A,textHeight:F,positionMode:(m=rt[_.labelPosition||Se.labelPosition])!==null&&m!==void 0?m:0,labelAngle:(g=_.labelAngle)!==null&&g!==void 0?g:0,padding:(b=_.labelBackgroundPadding)!==null&&b!==void 0?b:sa};i.processLabelBackground(h,C)}}i.invalidateBuffers(),i.render(t)}}},{key:"cacheAttachments",value:function(t){var e=this.internals,a=e.attachmentManager,i=e.pixelRatio,o=e.nodeDataCache,s=e.nodesWithBackdrop,l=e.graph;if(a){var d=G(s),u;try{for(d.s();!(u=d.n()).done;){var c=u.value;if(this.displayedNodeLabels.has(c)){var v=o[c];if(!(!v||v.visibility==="hidden")&&!(t&&v.depth!==t)&&v.labelAttachment){var f=l.getNodeAttributes(c),h=this.measureNodeLabel(v),p=h.width,m=h.height,g={node:c,attributes:f,pixelRatio:i,labelWidth:p,labelHeight:m};a.renderAttachment(c,v.labelAttachment,g)}}}}catch(b){d.e(b)}finally{d.f()}a.regenerateAtlas()}}},{key:"renderAttachments",value:function(t,e){var a=this.internals,i=a.attachmentManager,o=a.attachmentProgram,s=a.nodeDataCache,l=a.nodesWithBackdrop,d=a.pixelRatio,u=a.nodeDataTexture;if(!(!i||!o)){var c=0;o.reallocateAttachments(l.size);var v=G(l),f;try{for(v.s();!(f=v.n()).done;){var h,p,m,g,b=f.value;if(this.displayedNodeLabels.has(b)){var x=s[b];if(!(!x||x.visibility==="hidden")&&!(e&&x.labelDepth!==e)&&x.labelAttachment){var _=i.getEntry(b,x.labelAttachment);if(_){var y=(h=u?.getIndex(b))!==null&&h!==void 0?h:-1;if(!(y<0)){var T=this.measureNodeLabel(x),D=T.width,A=T.height,F=T.textHeight,L=(p=kr[x.labelAttachmentPlacement||"below"])!==null&&p!==void 0?p:0;o.processAttachment(c,{nodeIndex:y,atlasX:_.x,atlasY:_.y,atlasW:_.width,atlasH:_.height,attachWidth:_.width/d,attachHeight:_.height/d,positionMode:(m=rt[x.labelPosition||Se.labelPosition])!==null&&m!==void 0?m:0,attachmentPlacement:L,labelWidth:D,labelHeight:A,textHeight:F,labelAngle:(g=x.labelAngle)!==null&&g!==void 0?g:0}),c++}}}}}}catch(N){v.e(N)}finally{v.f()}c!==0&&(o.reallocateAttachments(c),i.bindTexture(Mt),o.invalidateBuffers(),o.render(t))}}},{key:"computeDisplayedEdgeLabels",value:function(){var t=this.internals,e=t.graph,a=t.stateManager,i=t.settings,o=t.edgesWithForcedLabels,s=a.getHighlightedNodes(),l=i.edgeLabelAnchors==="allNodes"?new Set(this.edgeAnchorGrid.getLabelsToDisplay(this.internals.getCameraState().ratio,i.labelDensity)):this.displayedNodeLabels,d=a.hovered,u=vd({graph:e,hoveredNode:d?.kind==="node"?d.key:null,displayedNodeLabels:l,highlightedNodes:s});Zn(u,o),this.edgeLabelCandidates=u,this.displayedEdgeLabels=new Set}},{key:"filterEdgeLabelsForDepth",value:function(t){for(var e=this.internals,a=e.graph,i=e.nodeDataCache,o=e.edgeDataCache,s=[],l=new Set,d=0,u=this.edgeLabelCandidates.length;d<u;d++){var c=this.edgeLabelCandidates[d];if(!l.has(c)){l.add(c);var v=a.extremities(c),f=i[v[0]],h=i[v[1]],p=o[c];!p||!f||!h||p.visibility==="hidden"||p.labelVisibility==="hidden"||f.visibility==="hidden"||h.visibility==="hidden"||t&&p.labelDepth!==t||p.label&&s.push(c)}}return s}},{key:"renderEdgeLabels",value:function(t,e){var a=this.internals,i=a.graph,o=a.nodeDataCache,s=a.edgeDataCache,l=a.primitives,d=a.edgeLabelProgram,u=a.nodeDataTexture,c=a.edgeDataTexture;if(d){var v=this.filterEdgeLabelsForDepth(e),f=G(v),h;try{for(f.s();!(h=f.n()).done;){var p=h.value;this.displayedEdgeLabels.add(p)}}catch(X){f.e(X)}finally{f.f()}if(v.length!==0){if(this.labelsDirty){var m,g,b=0,x=G(v),_;try{for(x.s();!(_=x.n()).done;){var y=_.value;b+=s[y].label.length}}catch(X){x.e(X)}finally{x.f()}d.reallocate(b);var T=(m=l==null||(g=l.edges)===null||g===void 0||(g=g.label)===null||g===void 0?void 0:g.margin)!==null&&m!==void 0?m:5,D="over",A=0,F=G(v),L;try{for(F.s();!(L=F.n()).done;){var N,C,k=L.value,S=i.extremities(k),R=S[0],I=S[1],z=o[R],P=o[I],w=s[k],M=u.getIndex(R),U=u.getIndex(I),O=c.getIndex(k),q={text:w.label,x:(z.x+P.x)/2,y:(z.y+P.y)/2,size:vi,color:w.labelColor,nodeSize:0,nodeIndex:-1,margin:T,position:(N=w.labelPosition)!==null&&N!==void 0?N:D,hidden:!1,forceLabel:Le(w),type:"default",zIndex:(C=w.zIndex)!==null&&C!==void 0?C:0,parentType:"edge",parentKey:k,fontKey:"",labelAngle:0,sourceX:z.x,sourceY:z.y,targetX:P.x,targetY:P.y,sourceSize:z.size,targetSize:P.size,sourceShape:z.shape||"circle",targetShape:P.shape||"circle",edgeSize:w.size,offset:0,edgeAttributes:w,sourceNodeIndex:M,targetNodeIndex:U,edgeIndex:O},V=d.processEdgeLabel(k,A,q);A+=V}}catch(X){F.e(X)}finally{F.f()}d.invalidateBuffers()}d.render(t)}}}},{key:"renderEdgeLabelBackgrounds",value:function(t,e){var a,i,o=this.internals,s=o.edgeLabelBackgroundProgram,l=o.edgeLabelProgram,d=o.edgeDataCache,u=o.primitives,c=o.edgeDataTexture;if(!(!c||!l||!s)){var v=te.edgeLabel.writesPickingThisFrame(this.internals),f=(a=u==null||(i=u.edges)===null||i===void 0||(i=i.label)===null||i===void 0?void 0:i.margin)!==null&&a!==void 0?a:5,h="over",p=this.filterEdgeLabelsForDepth(e),m=[],g=G(p),b;try{for(g.s();!(b=g.n()).done;){var x=b.value;!v&&!d[x].labelBackgroundColor||m.push(x)}}catch(z){g.e(z)}finally{g.f()}if(m.length!==0){s.reallocate(m.length);for(var _=0;_<m.length;_++){var y,T,D,A=m[_],F=d[A],L=F.label,N=l.measureLabelAtlasWidth(L),C=(y=F.labelPosition)!==null&&y!==void 0?y:h,k=typeof C=="string"&&(T=pd[C])!==null&&T!==void 0?T:0,S=Ue(this.internals.pickingState,"edgeLabel",A)||Ue(this.internals.pickingState,"edge",A),R=F.labelBackgroundColor?ue(F.labelBackgroundColor):ue("transparent"),I={edgeIndex:c.getIndex(A),baseFontSize:vi,totalTextWidth:N,positionMode:k,margin:f,padding:(D=F.labelBackgroundPadding)!==null&&D!==void 0?D:bd,color:R,id:Qe(S),edgeAttributes:F};s.processEdgeLabelBackground(_,A,I)}s.invalidateBuffers(),s.render(t)}}}}])})(),yd=(function(){function n(r,t,e,a){Y(this,n),E(this,"nodeStates",new Map),E(this,"edgeStates",new Map),E(this,"hovered",null),E(this,"dirtyNodes",new Set),E(this,"dirtyEdges",new Set),E(this,"graphStateChanged",!1),E(this,"graphStateFlagsDirty",!1),this.scheduleRefresh=r,this.customNodeStateDefaults=t,this.customEdgeStateDefaults=e,this.customGraphStateDefaults=a,this.graphState=Vn(a)}return $(n,[{key:"getNodeState",value:function(t){t=""+t;var e=this.nodeStates.get(t);return e||(e=rr(this.customNodeStateDefaults),this.nodeStates.set(t,e)),e}},{key:"getEdgeState",value:function(t){t=""+t;var e=this.edgeStates.get(t);return e||(e=ir(this.customEdgeStateDefaults),this.edgeStates.set(t,e)),e}},{key:"getGraphState",value:function(){return this.flushGraphStateFlags(),this.graphState}},{key:"getHighlightedNodes",value:function(){var t=new Set,e=G(this.nodeStates),a;try{for(e.s();!(a=e.n()).done;){var i=K(a.value,2),o=i[0],s=i[1];s.isHighlighted&&t.add(o)}}catch(l){e.e(l)}finally{e.f()}return t}},{key:"setNodeState",value:function(t,e){t=""+t;var a=this.getNodeState(t);if(tt(a,e)){var i=B(B({},a),e);this.nodeStates.set(t,i),this.dirtyNodes.add(t),this.updateHoveredNodeTracking(t,a,i),this.graphStateFlagsDirty=!0,this.scheduleRefresh()}}},{key:"setEdgeState",value:function(t,e){t=""+t;var a=this.getEdgeState(t);if(tt(a,e)){var i=B(B({},a),e);this.edgeStates.set(t,i),this.dirtyEdges.add(t),this.updateHoveredEdgeTracking(t,a,i),this.graphStateFlagsDirty=!0,this.scheduleRefresh()}}},{key:"setGraphState",value:function(t){if(tt(this.graphState,t)){var e=B(B({},this.graphState),t);e.isIdle=!e.isPanning&&!e.isZooming&&!e.isDragging,this.graphState=e,this.graphStateChanged=!0,this.scheduleRefresh()}}},{key:"setNodesState",value:function(t,e){var a=!1,i=G(t),o;try{for(i.s();!(o=i.n()).done;){var s=o.value;s=""+s;var l=this.getNodeState(s);if(tt(l,e)){var d=B(B({},l),e);this.nodeStates.set(s,d),this.dirtyNodes.add(s),this.updateHoveredNodeTracking(s,l,d),a=!0}}}catch(u){i.e(u)}finally{i.f()}a&&(this.graphStateFlagsDirty=!0,this.scheduleRefresh())}},{key:"setEdgesState",value:function(t,e){var a=!1,i=G(t),o;try{for(i.s();!(o=i.n()).done;){var s=o.value;s=""+s;var l=this.getEdgeState(s);if(tt(l,e)){var d=B(B({},l),e);this.edgeStates.set(s,d),this.dirtyEdges.add(s),this.updateHoveredEdgeTracking(s,l,d),a=!0}}}catch(u){i.e(u)}finally{i.f()}a&&(this.graphStateFlagsDirty=!0,this.scheduleRefresh())}},{key:"removeNode",value:function(t){this.nodeStates.delete(t),this.dirtyNodes.delete(t),this.clearHoveredFor("node",t)}},{key:"removeEdge",value:function(t){this.edgeStates.delete(t),this.dirtyEdges.delete(t),this.clearHoveredFor("edge",t)}},{key:"pruneNodes",value:function(t){var e=G(this.nodeStates.keys()),a;try{for(e.s();!(a=e.n()).done;){var i=a.value;t(i)||this.removeNode(i)}}catch(o){e.e(o)}finally{e.f()}}},{key:"pruneEdges",value:function(t){var e=G(this.edgeStates.keys()),a;try{for(e.s();!(a=e.n()).done;){var i=a.value;t(i)||this.removeEdge(i)}}catch(o){e.e(o)}finally{e.f()}}},{key:"clearNodes",value:function(){this.nodeStates.clear(),this.dirtyNodes.clear(),this.clearHoveredForKinds(ya("node"))}},{key:"clearEdges",value:function(){this.edgeStates.clear(),this.dirtyEdges.clear(),this.clearHoveredForKinds(ya("edge"))}},{key:"resetGraphState",value:function(){this.graphState=Vn(this.customGraphStateDefaults),this.graphStateChanged=!1,this.graphStateFlagsDirty=!1}},{key:"clearDirtyTracking",value:function(){this.dirtyNodes.clear(),this.dirtyEdges.clear(),this.graphStateChanged=!1}},{key:"setHovered",value:function(t){this.hovered=t}},{key:"clearHoveredFor",value:function(t,e){this.hovered&&this.hovered.key===e&&ya(t).includes(this.hovered.kind)&&(this.hovered=null)}},{key:"clearHoveredForKinds",value:function(t){this.hovered&&t.includes(this.hovered.kind)&&(this.hovered=null)}},{key:"updateGraphStateFromNodes",value:function(){var t,e=!1,a=!1,i=!1,o=G(this.nodeStates),s;try{for(o.s();!(s=o.n()).done;){var l=K(s.value,2),d=l[1];if(d.isHovered&&(e=!0),d.isHighlighted&&(a=!0),d.isDragged&&(i=!0),e&&a&&i)break}}catch(c){o.e(c)}finally{o.f()}!e&&((t=this.hovered)===null||t===void 0?void 0:t.kind)==="edge"&&(e=!0);var u=!this.graphState.isPanning&&!this.graphState.isZooming&&!i;(this.graphState.hasHovered!==e||this.graphState.hasHighlighted!==a||this.graphState.isDragging!==i||this.graphState.isIdle!==u)&&(this.graphStateChanged=!0),this.graphState=B(B({},this.graphState),{},{hasHovered:e,hasHighlighted:a,isDragging:i,isIdle:u})}},{key:"updateGraphStateFromEdges",value:function(){var t,e=((t=this.hovered)===null||t===void 0?void 0:t.kind)==="node";if(!e){var a=G(this.edgeStates),i;try{for(a.s();!(i=a.n()).done;){var o=K(i.value,2),s=o[1];if(s.isHovered){e=!0;break}}}catch(l){a.e(l)}finally{a.f()}}this.graphState.hasHovered!==e&&(this.graphStateChanged=!0),this.graphState=B(B({},this.graphState),{},{hasHovered:e})}},{key:"flushGraphStateFlags",value:function(){this.graphStateFlagsDirty&&(this.updateGraphStateFromNodes(),this.updateGraphStateFromEdges(),this.graphStateFlagsDirty=!1)}},{key:"updateHoveredNodeTracking",value:function(t,e,a){var i;if(e.isHovered!==a.isHovered)if(a.isHovered){var o;if(((o=this.hovered)===null||o===void 0?void 0:o.kind)==="node"&&this.hovered.key!==t){var s=this.hovered.key,l=this.getNodeState(s);this.nodeStates.set(s,B(B({},l),{},{isHovered:!1})),this.dirtyNodes.add(s)}this.hovered={kind:"node",key:t}}else((i=this.hovered)===null||i===void 0?void 0:i.kind)==="node"&&this.hovered.key===t&&(this.hovered=null)}},{key:"updateHoveredEdgeTracking",value:function(t,e,a){var i;if(e.isHovered!==a.isHovered)if(a.isHovered){var o;if(((o=this.hovered)===null||o===void 0?void 0:o.kind)==="edge"&&this.hovered.key!==t){var s=this.hovered.key,l=this.getEdgeState(s);this.edgeStates.set(s,B(B({},l),{},{isHovered:!1})),this.dirtyEdges.add(s)}this.hovered={kind:"edge",key:t}}else((i=this.hovered)===null||i===void 0?void 0:i.kind)==="edge"&&this.hovered.key===t&&(this.hovered=null)}}])})(),mi=1,pi=2,bi=3,xi=4,_d=(function(n){function r(t,e){var a,i,o,s,l,d=arguments.length>2&&arguments[2]!==void 0?arguments[2]:{};Y(this,r),l=Z(this,r),E(l,"nodeReducer",null),E(l,"edgeReducer",null),E(l,"stageCanvas",null),E(l,"mouseLayer",null),E(l,"gestureHint",null),E(l,"extraElements",{}),E(l,"webGLContext",null),E(l,"pickingFrameBuffer",null),E(l,"pickingTexture",null),E(l,"pickingDepthBuffer",null),E(l,"activeListeners",{}),E(l,"nodeVariableEntries",[]),E(l,"edgeVariableEntries",[]),E(l,"edgePathsByName",new Map),E(l,"nodeProgramIndex",{}),E(l,"edgeProgramIndex",{}),E(l,"edgeTextureIndexCache",{}),E(l,"nodeGraphCoords",{}),E(l,"nodeExtent",{x:[0,1],y:[0,1]}),E(l,"matrix",de()),E(l,"invMatrix",de()),E(l,"correctionRatio",1),E(l,"frameId",0),E(l,"customBBox",null),E(l,"gpuTimerExt",void 0),E(l,"activeGpuTimerQuery",null),E(l,"pendingGpuTimerQueries",[]),E(l,"normalizationFunction",un({x:[0,1],y:[0,1]})),E(l,"graphToViewportRatio",1),E(l,"pickingState",$l()),E(l,"prevNodeVisibilities",{}),E(l,"width",0),E(l,"height",0),E(l,"autoRescaleFrozen",!1),E(l,"stylesDeclaration",null),E(l,"resolvedStageStyle",{}),E(l,"renderFrame",null),E(l,"contextLost",!1),E(l,"pendingProcess","full"),E(l,"needToRefreshState",!1),E(l,"checkEdgesEventsFrame",null),E(l,"edgeStyleAnalysis",{dependency:"static",xAttribute:null,yAttribute:null}),E(l,"depthLayers",H(an)),E(l,"customLayerPrograms",new Map),E(l,"nodeShapeSlug",null),E(l,"sdfAtlas",null),E(l,"depthRanges",{nodes:{},edges:{}}),E(l,"nodeBaseDepth",{}),E(l,"edgeBaseDepth",{});var u=d.primitives,c=d.styles,v=d.settings,f=v===void 0?{}:v,h=d.nodeReducer,p=d.edgeReducer,m=d.customNodeState,g=d.customEdgeState,b=d.customGraphState;l.stateManager=new yd(function(){return l.scheduleStateRefresh()},m,g,b);var x=u??lr;l.stylesDeclaration=c?{nodes:(a=c.nodes)!==null&&a!==void 0?a:Ce.nodes,edges:(i=c.edges)!==null&&i!==void 0?i:Ce.edges,stage:c.stage}:Ce,l.nodeReducer=h??null,l.edgeReducer=p??null;var _=Xn(l.stylesDeclaration.nodes);l.nodeReducer&&(_.dependency="graph-state"),l.edgeStyleAnalysis=Xn(l.stylesDeclaration.edges),l.edgeReducer&&(l.edgeStyleAnalysis.dependency="graph-state"),l.stylesDeclaration.stage&&(l.resolvedStageStyle=Kn(l.stylesDeclaration.stage,l.stateManager.graphState));var y=gr(f);if(hn(y),y.enableNodeDrag){var T=_.xAttribute,D=_.yAttribute;if((!T||!D)&&!y.dragPositionToAttributes)throw new Error('Sigma: `enableNodeDrag` is true but position attribute names could not be inferred from styles. Either use attribute bindings for x/y in your node styles (e.g. `x: { attribute: "x" }`), or provide a `dragPositionToAttributes` setting.')}if(fr(t),!(e instanceof HTMLElement))throw new Error("Sigma: container should be an html element.");l.container=e,l.edgeGroups=new Yl(t,function(P,w){for(var M=0;M<P.length;M++){var U=l.stateManager.getEdgeState(P[M]);U.parallelIndex=M,U.parallelCount=w}});var A=new jl(t,l.viewportToGraph.bind(l),l.setNodesState.bind(l),function(P,w){return l.emit(P,w)});if(l.depthLayers=(o=x.depthLayers)!==null&&o!==void 0?o:H(an),!(c!=null&&c.nodes)&&!tn.every(function(P){return l.depthLayers.includes(P)}))throw new Error("Sigma: depthLayers must include ".concat(tn.join(", ")," for the built-in node styles."));if(!(c!=null&&c.edges)&&!nn.every(function(P){return l.depthLayers.includes(P)}))throw new Error("Sigma: depthLayers must include ".concat(nn.join(", ")," for the built-in edge styles."));l.itemBuckets={nodes:new ma(l.depthLayers),edges:new ma(l.depthLayers)},l.initWebGLContext(),l.mouseLayer=nt("div",{position:"absolute",touchAction:"none",userSelect:"none"},{class:"sigma-mouse"}),l.container.appendChild(l.mouseLayer),l.resolvedStageStyle.background&&(l.container.style.backgroundColor=l.resolvedStageStyle.background),l.resolvedStageStyle.cursor&&(l.container.style.cursor=l.resolvedStageStyle.cursor);var F=new ti(l.webGLContext),L=new pa(l.webGLContext,{channels:1}),N=new ni(l.webGLContext),C=new pa(l.webGLContext,{channels:4}),k=l.webGLContext,S=new gd({gl:k,getFrameBuffer:function(){return l.pickingFrameBuffer},getPixelRatio:function(){return l.internals.pixelRatio},getDownSizingRatio:function(){return l.internals.settings.pickingDownSizingRatio},isRenderPending:function(){return l.renderFrame!==null},onIndex:function(w,M){var U;return Si(l.internals,(U=l.pickingState.lookup[w])!==null&&U!==void 0?U:null,M)}}),R=l.initPrograms(x,y),I=x==null||(s=x.nodes)===null||s===void 0?void 0:s.labelAttachments,z=null;return I&&Object.keys(I).length>0&&(z=new ei(k,I,function(){return l.scheduleRender()})),l.internals=B(B({nodeDataCache:{},edgeDataCache:{},nodesWithForcedLabels:new Set,nodesWithBackdrop:new Set,edgesWithForcedLabels:new Set,settings:y,primitives:x,pixelRatio:Lt(),graph:t,stateManager:l.stateManager,dragManager:A,hoverResolver:S,nodeStyleAnalysis:_,pickingState:l.pickingState},R),{},{attachmentManager:z,nodeDataTexture:F,nodeFrameTexture:L,edgeDataTexture:N,edgeFrameTexture:C,getDimensions:function(){return l.getDimensions()},getGraphDimensions:function(){return l.getGraphDimensions()},getStagePadding:function(){return l.getStagePadding()},getCameraState:function(){return l.camera.getState()},getHitAtPosition:function(w){return l.getHitAtPosition(w)},setNodeState:function(w,M){return l.setNodeState(w,M)},setEdgeState:function(w,M){return l.setEdgeState(w,M)},updateContainerCursor:function(){return l.updateContainerCursor()},scheduleRefresh:function(){return l.scheduleRefresh()},viewportToFramedGraph:function(w){return l.viewportToFramedGraph(w)},viewportToGraph:function(w){return l.viewportToGraph(w)},framedGraphToViewport:function(w){return l.framedGraphToViewport(w)},scaleSize:function(w){return l.scaleSize(w)},emit:function(w,M){return l.emit(w,M)}}),l.labelRenderer=new xd(l.internals),l.resize(),l.initializeWebGLLabels(),l.camera=new ii,l.bindCameraHandlers(),l.mouseCaptor=new Hl(l.mouseLayer,l),l.mouseCaptor.setSettings(l.internals.settings),l.touchCaptor=new ql(l.mouseLayer,l),l.touchCaptor.setSettings(l.internals.settings),l.bindEventHandlers(),l.bindGraphHandlers(),l.handleSettingsUpdate(),l.refresh(),l}return Q(r,n),$(r,[{key:"initializeWebGLLabels",value:function(){this.sdfAtlas=new Me,this.sdfAtlas.registerFont({family:"sans-serif",weight:"normal",style:"normal"})}},{key:"resetWebGLTexture",value:function(){var e=this.webGLContext;if(!this.pickingFrameBuffer)return this;var a=Math.ceil(this.width*this.internals.pixelRatio/this.internals.settings.pickingDownSizingRatio),i=Math.ceil(this.height*this.internals.pixelRatio/this.internals.settings.pickingDownSizingRatio);e.bindFramebuffer(e.FRAMEBUFFER,this.pickingFrameBuffer),this.pickingTexture&&e.deleteTexture(this.pickingTexture);var o=e.createTexture();o&&(e.bindTexture(e.TEXTURE_2D,o),e.texImage2D(e.TEXTURE_2D,0,e.RGBA,a,i,0,e.RGBA,e.UNSIGNED_BYTE,null),e.texParameteri(e.TEXTURE_2D,e.TEXTURE_MIN_FILTER,e.NEAREST),e.texParameteri(e.TEXTURE_2D,e.TEXTURE_MAG_FILTER,e.NEAREST),e.framebufferTexture2D(e.FRAMEBUFFER,e.COLOR_ATTACHMENT0,e.TEXTURE_2D,o,0),this.pickingTexture=o),this.pickingDepthBuffer&&e.deleteRenderbuffer(this.pickingDepthBuffer);var s=e.createRenderbuffer();return s&&(e.bindRenderbuffer(e.RENDERBUFFER,s),e.renderbufferStorage(e.RENDERBUFFER,e.DEPTH_COMPONENT16,a,i),e.framebufferRenderbuffer(e.FRAMEBUFFER,e.DEPTH_ATTACHMENT,e.RENDERBUFFER,s),this.pickingDepthBuffer=s),e.bindFramebuffer(e.FRAMEBUFFER,null),this}},{key:"bindCameraHandlers",value:function(){var e=this;return this.activeListeners.camera=function(){e.refreshMatrices(),e.labelRenderer.labelsDirty=!0,e.scheduleRender()},this.activeListeners.cameraAnimationStart=function(a){var i=a.from,o=a.to;i.ratio!==o.ratio&&e.stateManager.setGraphState({isZooming:!0})},this.activeListeners.cameraAnimationEnd=function(){e.stateManager.setGraphState({isZooming:!1})},this.camera.on("updated",this.activeListeners.camera),this.camera.on("animationStart",this.activeListeners.cameraAnimationStart),this.camera.on("animationEnd",this.activeListeners.cameraAnimationEnd),this}},{key:"unbindCameraHandlers",value:function(){return this.camera.removeListener("updated",this.activeListeners.camera),this.camera.removeListener("animationStart",this.activeListeners.cameraAnimationStart),this.camera.removeListener("animationEnd",this.activeListeners.cameraAnimationEnd),this}},{key:"getHitAtPosition",value:function(e){var a;if(this.contextLost)return null;var i=this.webGLContext;i.bindFramebuffer(i.FRAMEBUFFER,this.pickingFrameBuffer);var o=Ua(i,this.pickingFrameBuffer,e.x,e.y,this.internals.pixelRatio,this.internals.settings.pickingDownSizingRatio),s=Mn.apply(void 0,H(o));return(a=this.pickingState.lookup[s])!==null&&a!==void 0?a:null}},{key:"bindEventHandlers",value:function(){return nd(this.internals,this.mouseCaptor,this.touchCaptor,this.activeListeners),this}},{key:"bindGraphHandlers",value:function(){return ad({graph:this.internals.graph,edgeGroups:this.edgeGroups,addNode:this.addNode.bind(this),updateNode:this.updateNode.bind(this),removeNode:this.removeNode.bind(this),addEdge:this.addEdge.bind(this),updateEdge:this.updateEdge.bind(this),removeEdge:this.removeEdge.bind(this),clearEdgeState:this.clearEdgeState.bind(this),clearNodeState:this.clearNodeState.bind(this),clearEdgeIndices:this.clearEdgeIndices.bind(this),clearNodeIndices:this.clearNodeIndices.bind(this),refresh:this.refresh.bind(this)},this.activeListeners),this}},{key:"unbindGraphHandlers",value:function(){rd(this.internals.graph,this.activeListeners)}},{key:"getNodeShapeId",value:function(e){return this.internals.nodeShapeMap&&this.internals.nodeGlobalShapeIds&&e.shape&&e.shape in this.internals.nodeShapeMap?this.internals.nodeGlobalShapeIds[this.internals.nodeShapeMap[e.shape]]:It(e.shape||"circle")}},{key:"processNodes",value:function(){var e=this,a=this.internals.graph,i=this.internals.settings,o=this.getDimensions(),s=i.autoRescale,l=i.autoRescaleContent,d=this.nodeExtent;if(s===!1){var u=o.width,c=o.height;d={x:[-u/2,u/2],y:[-c/2,c/2]}}else(s!=="once"||!this.autoRescaleFrozen)&&(d=this.computeNodeExtent(),l!=="positions"&&!this.customBBox&&(d=ld({extent:d,coords:this.nodeGraphCoords,nodeData:this.internals.nodeDataCache,dimensions:o,stagePadding:this.getStagePadding(),zoomToSizeRatioFunction:i.zoomToSizeRatioFunction,itemSizesReference:i.itemSizesReference,fitLabels:l==="labels",nodeLabelBox:function(U,O){return e.labelRenderer.nodeLabelBox(U,O)}})),s==="once"&&(this.autoRescaleFrozen=!0));this.nodeExtent=d,this.normalizationFunction=un(this.customBBox||this.nodeExtent);var v=new ii,f=Ae(v.getState(),o,this.getGraphDimensions(),this.getStagePadding());this.labelRenderer.labelGrid.resizeAndClear(o,i.labelGridCellSize),this.labelRenderer.edgeAnchorGrid.resizeAndClear(o,i.labelGridCellSize);var h=i.renderEdgeLabels&&i.edgeLabelAnchors==="allNodes",p=!1;xa(this.pickingState,"node");for(var m=a.nodes(),g=0,b=m.length;g<b;g++){var x=m[g],_=this.internals.nodeDataCache[x],y=this.nodeGraphCoords[x];_.x=y.x,_.y=y.y,this.normalizationFunction.applyTo(_),_.visibility!==this.prevNodeVisibilities[x]&&(p=!0),typeof _.label=="string"&&_.visibility!=="hidden"&&_.labelVisibility!=="hidden"&&this.labelRenderer.labelGrid.add(x,_.size,this.framedGraphToViewport(_,{matrix:f})),h&&_.visibility!=="hidden"&&this.labelRenderer.edgeAnchorGrid.add(x,_.size,this.framedGraphToViewport(_,{matrix:f}))}this.labelRenderer.labelGrid.organize(),this.labelRenderer.edgeAnchorGrid.organize(),this.nodeProgram.reallocate(m.length);var T=0;this.depthRanges.nodes={},this.nodeBaseDepth={};var D=this.internals.nodeDataCache,A=G(this.depthLayers),F;try{for(A.s();!(F=A.n()).done;){var L=F.value,N=this.itemBuckets.nodes.getSorted(L,function(M){return D[M].zIndex});if(N.length!==0){this.depthRanges.nodes[L]=[{offset:T,count:N.length}];var C=G(N),k;try{for(C.s();!(k=C.n()).done;){var S=k.value;this.nodeBaseDepth[S]=L,this.nodeProgram.allocateNode(S),ui(this.pickingState,"node",S),this.addNodeToProgram(S,T++)}}catch(M){C.e(M)}finally{C.f()}}}}catch(M){A.e(M)}finally{A.f()}this.nodeProgram.invalidateBuffers();for(var R=0,I=m.length;R<I;R++)this.prevNodeVisibilities[m[R]]=this.internals.nodeDataCache[m[R]].visibility;this.labelRenderer.processWebGLLabels(m);var z=G(this.customLayerPrograms.values()),P;try{for(z.s();!(P=z.n()).done;){var w=P.value.program;w.cacheData&&w.cacheData()}}catch(M){z.e(M)}finally{z.f()}return p}},{key:"processEdges",value:function(){var e=this.internals.graph,a=e.edges();this.edgeProgram.reallocate(a.length);var i=0;xa(this.pickingState,"edge"),this.depthRanges.edges={},this.edgeBaseDepth={};var o=this.internals.edgeDataCache,s=G(this.depthLayers),l;try{for(s.s();!(l=s.n()).done;){var d=l.value,u=this.itemBuckets.edges.getSorted(d,function(h){return o[h].zIndex});if(u.length!==0){this.depthRanges.edges[d]=[{offset:i,count:u.length}];var c=G(u),v;try{for(c.s();!(v=c.n()).done;){var f=v.value;this.edgeBaseDepth[f]=d,ui(this.pickingState,"edge",f),this.addEdgeToProgram(f,i++)}}catch(h){c.e(h)}finally{c.f()}}}}catch(h){s.e(h)}finally{s.f()}this.edgeProgram.invalidateBuffers()}},{key:"updateNodeDepthRanges",value:function(e,a,i){var o=this.nodeProgramIndex[e];o!==void 0&&(Jn(this.depthRanges.nodes,a,o),ea(this.depthRanges.nodes,i,o))}},{key:"updateEdgeDepthRanges",value:function(e,a,i){var o=this.edgeProgramIndex[e];o!==void 0&&(Jn(this.depthRanges.edges,a,o),ea(this.depthRanges.edges,i,o))}},{key:"handleSettingsUpdate",value:function(){var e=this,a=this.internals.settings;return this.camera.minRatio=a.minCameraRatio,this.camera.maxRatio=a.maxCameraRatio,this.camera.enabledZooming=a.enableCameraZooming,this.camera.enabledPanning=a.enableCameraPanning,this.camera.enabledRotation=a.enableCameraRotation,a.cameraPanBoundaries?this.camera.constrainState=function(i){return e.cleanCameraState(i,a.cameraPanBoundaries&&j(a.cameraPanBoundaries)==="object"?a.cameraPanBoundaries:{})}:this.camera.constrainState=null,this.camera.setState(this.camera.getState()),this.mouseLayer.style.touchAction=a.gestureTarget==="graph"?"none":a.gestureTarget==="shared"?"pan-x pan-y":"auto",a.gestureTarget!=="shared"&&this.gestureHint&&(this.gestureHint.kill(),this.gestureHint=null),this.mouseCaptor.setSettings(this.internals.settings),this.touchCaptor.setSettings(this.internals.settings),this}},{key:"cleanCameraState",value:function(e){var a=arguments.length>1&&arguments[1]!==void 0?arguments[1]:{},i=a.tolerance,o=i===void 0?0:i,s=a.boundaries,l=B({},e),d=s||this.nodeExtent,u=K(d.x,2),c=u[0],v=u[1],f=K(d.y,2),h=f[0],p=f[1],m=[this.graphToViewport({x:c,y:h},{cameraState:e}),this.graphToViewport({x:v,y:h},{cameraState:e}),this.graphToViewport({x:c,y:p},{cameraState:e}),this.graphToViewport({x:v,y:p},{cameraState:e})],g=1/0,b=-1/0,x=1/0,_=-1/0;m.forEach(function(S){var R=S.x,I=S.y;g=Math.min(g,R),b=Math.max(b,R),x=Math.min(x,I),_=Math.max(_,I)});var y=b-g,T=_-x,D=this.getDimensions(),A=D.width,F=D.height,L=0,N=0;if(y>=A?b<A-o?L=b-(A-o):g>o&&(L=g-o):b>A+o?L=b-(A+o):g<-o&&(L=g+o),T>=F?_<F-o?N=_-(F-o):x>o&&(N=x-o):_>F+o?N=_-(F+o):x<-o&&(N=x+o),L||N){var C=this.viewportToFramedGraph({x:0,y:0},{cameraState:e}),k=this.viewportToFramedGraph({x:L,y:N},{cameraState:e});L=k.x-C.x,N=k.y-C.y,l.x+=L,l.y+=N}return l}},{key:"refreshMatrices",value:function(){var e=this.camera.getState(),a=this.getDimensions(),i=this.getGraphDimensions(),o=this.getStagePadding();this.matrix=Ae(e,a,i,o),this.invMatrix=Ae(e,a,i,o,!0),this.correctionRatio=Ga(this.matrix,e,a),this.graphToViewportRatio=this.getGraphToViewportRatio()}},{key:"processData",value:function(){var e;this.emit("beforeProcess"),(e=this.internals.attachmentManager)===null||e===void 0||e.clear();var a=B({},this.pickingState.idsByKind),i=this.processNodes();(this.pendingProcess==="full"||i)&&this.processEdges(),Kl(this.pickingState,this.internals),Zl(a,this.pickingState.idsByKind)||this.internals.hoverResolver.invalidate(),this.pendingProcess="none",this.emit("afterProcess")}},{key:"render",value:function(){var e=this;if(this.contextLost)return this;this.emit("beforeRender");var a=function(){return e.internals.hoverResolver.frameRendered(),e.emit("afterRender"),e};if(this.renderFrame&&(cancelAnimationFrame(this.renderFrame),this.renderFrame=null),this.resize(),(this.pendingProcess!=="none"||this.needToRefreshState)&&(this.labelRenderer.labelsDirty=!0),this.pendingProcess!=="none"&&this.processData(),this.needToRefreshState&&this.refreshState(),this.needToRefreshState=!1,this.stateManager.clearDirtyTracking(),this.pendingProcess!=="none"&&this.processData(),this.clear(),this.resetWebGLTexture(),!this.internals.graph.order)return a();var i=this.mouseCaptor,o=this.camera.isAnimating()||i.isMoving||i.draggedEvents||i.currentWheelDirection;if(this.refreshMatrices(),this.frameId++,this.internals.settings.renderEdgeLabels&&!this.internals.edgeLabelProgram){var s=this.createEdgeLabelPrograms(),l=s.labelProgram,d=s.labelBackgroundProgram;this.internals.edgeLabelProgram=l,this.internals.edgeLabelBackgroundProgram=d}var u=this.internals.settings.DEBUG_logRenderStats?this.getDebugPrograms():null;u&&u.forEach(function(X){return X.resetDebugStats()}),this.internals.settings.DEBUG_gpuTimerQueries&&this.beginGpuTimerQuery(),this.internals.nodeFrameTexture.ensureCapacity(this.internals.nodeDataTexture.getCapacity()),this.internals.edgeFrameTexture.ensureCapacity(this.internals.edgeDataTexture.getCapacity());var c=this.getRenderParams(),v=te.edge.writesPickingThisFrame(this.internals)?c:B(B({},c),{},{pickingFrameBuffer:null});this.labelRenderer.resetFrame();var f=this.webGLContext,h=Math.ceil(this.width*this.internals.pixelRatio/this.internals.settings.pickingDownSizingRatio),p=Math.ceil(this.height*this.internals.pixelRatio/this.internals.settings.pickingDownSizingRatio);if(f.bindFramebuffer(f.FRAMEBUFFER,this.pickingFrameBuffer),f.viewport(0,0,h,p),f.clear(f.COLOR_BUFFER_BIT|f.DEPTH_BUFFER_BIT),f.bindFramebuffer(f.FRAMEBUFFER,null),f.viewport(0,0,this.width*this.internals.pixelRatio,this.height*this.internals.pixelRatio),f.clear(f.COLOR_BUFFER_BIT|f.DEPTH_BUFFER_BIT),this.internals.nodeDataTexture.upload(),this.internals.edgeDataTexture.upload(),this.nodeProgram.uploadLayerTexture(),this.edgeProgram.uploadAttributeTexture(),this.emit("afterTexturesUpload"),this.internals.nodeDataTexture.bind(bi),this.internals.edgeDataTexture.bind(xi),this.edgeFramePass.run(c,this.internals.edgeFrameTexture,this.internals.edgeDataTexture.getHighWaterMark(),this.edgeProgram.getAttributeTexture(),this.nodeProgram.getAttributeTexture()),this.internals.edgeFrameTexture.bind(mi),this.internals.settings.renderLabels){this.labelRenderer.computeDisplayedNodeLabels();var m=this.labelRenderer.buildFramePassPoints(),g=m.data,b=m.count;this.nodeFramePass.run(g,b,this.internals.nodeFrameTexture,c,this.nodeProgram.getAttributeTexture()),this.internals.nodeFrameTexture.bind(pi)}this.internals.settings.renderEdgeLabels&&this.labelRenderer.computeDisplayedEdgeLabels();var x=G(this.customLayerPrograms.values()),_;try{for(x.s();!(_=x.n()).done;){var y=_.value.program;y.preRender&&y.preRender(c)}}catch(X){x.e(X)}finally{x.f()}f.bindFramebuffer(f.FRAMEBUFFER,null),f.viewport(0,0,this.width*this.internals.pixelRatio,this.height*this.internals.pixelRatio),f.blendFunc(f.ONE,f.ONE_MINUS_SRC_ALPHA);var T=!this.internals.settings.hideLabelsOnMove||!o,D=G(this.depthLayers),A;try{for(D.s();!(A=D.n()).done;){var F=A.value,L=G(this.customLayerPrograms.values()),N;try{for(L.s();!(N=L.n()).done;){var C=N.value;C.depth===F&&C.program.render(c)}}catch(X){L.e(X)}finally{L.f()}var k=this.depthRanges.edges[F];if(k&&(!this.internals.settings.hideEdgesOnMove||!o)){var S=G(k),R;try{for(S.s();!(R=S.n()).done;){var I=R.value,z=I.offset,P=I.count;P>0&&this.edgeProgram.render(v,z,P)}}catch(X){S.e(X)}finally{S.f()}}this.internals.settings.renderEdgeLabels&&T&&(this.labelRenderer.renderEdgeLabelBackgrounds(te.edgeLabel.writesPickingThisFrame(this.internals)?c:B(B({},c),{},{pickingFrameBuffer:null}),F),this.labelRenderer.renderEdgeLabels(c,F)),this.labelRenderer.cacheAttachments(F),this.labelRenderer.renderBackdrops(B(B({},c),{},{pickingFrameBuffer:null}),F);var w=this.depthRanges.nodes[F];if(w){var M=G(w),U;try{for(M.s();!(U=M.n()).done;){var O=U.value,q=O.offset,V=O.count;V>0&&this.nodeProgram.render(c,q,V)}}catch(X){M.e(X)}finally{M.f()}}T&&(this.labelRenderer.renderAttachments(B(B({},c),{},{pickingFrameBuffer:null}),F),this.labelRenderer.renderLabelBackgrounds(te.nodeLabel.writesPickingThisFrame(this.internals)?c:B(B({},c),{},{pickingFrameBuffer:null}),F),this.internals.settings.renderLabels&&this.labelRenderer.renderWebGLLabels(c,F))}}catch(X){D.e(X)}finally{D.f()}return this.labelRenderer.labelsDirty=!1,this.internals.settings.DEBUG_displayPickingLayer&&(f.bindFramebuffer(f.READ_FRAMEBUFFER,this.pickingFrameBuffer),f.bindFramebuffer(f.DRAW_FRAMEBUFFER,null),f.blitFramebuffer(0,0,h,p,0,0,this.width*this.internals.pixelRatio,this.height*this.internals.pixelRatio,f.COLOR_BUFFER_BIT,f.NEAREST)),this.internals.settings.DEBUG_gpuTimerQueries&&this.endGpuTimerQuery(),this.pollGpuTimerQueries(),u&&this.logRenderStats(u),a()}},{key:"getDebugPrograms",value:function(){return[this.nodeProgram,this.edgeProgram,this.internals.labelProgram,this.internals.edgeLabelProgram,this.internals.edgeLabelBackgroundProgram,this.internals.backdropProgram,this.internals.labelBackgroundProgram,this.internals.attachmentProgram].filter(function(e){return e!==null})}},{key:"logRenderStats",value:function(e){var a={},i=G(e),o;try{for(i.s();!(o=i.n()).done;){var s=o.value;a[s.constructor.name]=B({},s.debugStats)}}catch(l){i.e(l)}finally{i.f()}console.log("[sigma] DEBUG_logRenderStats: frame #".concat(this.frameId)),console.table(a)}},{key:"getGpuTimerExtension",value:function(){return this.gpuTimerExt===void 0&&(this.gpuTimerExt=this.webGLContext.getExtension("EXT_disjoint_timer_query_webgl2"),this.gpuTimerExt||console.warn("Sigma: DEBUG_gpuTimerQueries is enabled, but this browser/driver doesn't support EXT_disjoint_timer_query_webgl2.")),this.gpuTimerExt}},{key:"beginGpuTimerQuery",value:function(){var e=this.getGpuTimerExtension();if(e){var a=this.webGLContext,i=a.createQuery();i&&(a.beginQuery(e.TIME_ELAPSED_EXT,i),this.activeGpuTimerQuery=i)}}},{key:"endGpuTimerQuery",value:function(){!this.gpuTimerExt||!this.activeGpuTimerQuery||(this.webGLContext.endQuery(this.gpuTimerExt.TIME_ELAPSED_EXT),this.pendingGpuTimerQueries.push({query:this.activeGpuTimerQuery,frameId:this.frameId}),this.activeGpuTimerQuery=null)}},{key:"pollGpuTimerQueries",value:function(){if(this.pendingGpuTimerQueries.length!==0){var e=this.webGLContext,a=this.gpuTimerExt;if(!a){this.pendingGpuTimerQueries.forEach(function(c){var v=c.query;return e.deleteQuery(v)}),this.pendingGpuTimerQueries=[];return}var i=e.getParameter(a.GPU_DISJOINT_EXT),o=[],s=G(this.pendingGpuTimerQueries),l;try{for(s.s();!(l=s.n()).done;){var d=l.value;if(!e.getQueryParameter(d.query,e.QUERY_RESULT_AVAILABLE)){o.push(d);continue}if(!i){var u=e.getQueryParameter(d.query,e.QUERY_RESULT);console.log("[sigma] DEBUG_gpuTimerQueries: frame #".concat(d.frameId," GPU time = ").concat((u/1e6).toFixed(2),"ms"))}e.deleteQuery(d.query)}}catch(c){s.e(c)}finally{s.f()}this.pendingGpuTimerQueries=o}}},{key:"postEvaluateNode",value:function(e,a,i){var o=e;o.x===void 0&&(o.x=a.x),o.y===void 0&&(o.y=a.y),e.highlighted=i.isHighlighted;for(var s=0,l=this.nodeVariableEntries.length;s<l;s++){var d,u,c=K(this.nodeVariableEntries[s],2),v=c[0],f=c[1];o[v]=(d=(u=o[v])!==null&&u!==void 0?u:a[v])!==null&&d!==void 0?d:f.default}}},{key:"addNode",value:function(e){var a=this.internals.graph.getNodeAttributes(e),i=this.stateManager.getNodeState(e),o=this.internals.nodeDataCache[e]||{};if(Yn(this.stylesDeclaration.nodes,a,i,this.stateManager.graphState,this.internals.graph,o),this.postEvaluateNode(o,a,i),this.nodeReducer){var s=this.nodeReducer(e,o,a,i,this.stateManager.graphState,this.internals.graph);o=B(B({},o),s)}if(typeof o.x!="number"||typeof o.y!="number")throw new Error('Sigma: could not find a valid position (x, y) for node "'.concat(e,'". ')+"Provide coordinates via node attributes, styles, or a nodeReducer.");this.internals.nodeShapeMap?(!o.shape||!(o.shape in this.internals.nodeShapeMap))&&(o.shape=Object.keys(this.internals.nodeShapeMap)[0]):this.nodeShapeSlug&&(o.shape=this.nodeShapeSlug),this.internals.nodeDataCache[e]=o,this.nodeGraphCoords[e]={x:o.x,y:o.y},Ne(this.internals.nodesWithForcedLabels,e,Le(o)),Ne(this.internals.nodesWithBackdrop,e,Qn(o)),this.itemBuckets.nodes.set(e,o.depth)}},{key:"updateNode",value:function(e){this.addNode(e);var a=this.internals.nodeDataCache[e];this.normalizationFunction.applyTo(a)}},{key:"removeNode",value:function(e){this.itemBuckets.nodes.remove(e),delete this.internals.nodeDataCache[e],delete this.nodeGraphCoords[e],delete this.nodeProgramIndex[e],this.internals.dragManager.removeNode(e),this.stateManager.removeNode(e),this.internals.nodesWithForcedLabels.delete(e),this.internals.nodesWithBackdrop.delete(e)}},{key:"postEvaluateEdge",value:function(e,a){for(var i=e,o=0,s=this.edgeVariableEntries.length;o<s;o++){var l,d,u=K(this.edgeVariableEntries[o],2),c=u[0],v=u[1];i[c]=(l=(d=i[c])!==null&&d!==void 0?d:a[c])!==null&&l!==void 0?l:v.default}}},{key:"applyEdgeSpread",value:function(e,a,i){var o;if(!(i.parallelCount<=1)){var s=this.internals.graph.source(e),l=this.internals.graph.target(e),d=s===l,u=d?a.selfLoopPath||a.path:a.parallelPath||a.path,c=u?this.edgePathsByName.get(u):void 0;if(c!=null&&c.spread){var v=(o=a.parallelSpread)!==null&&o!==void 0?o:.25,f=c.spread.compute(i.parallelIndex,i.parallelCount,v);!d&&this.internals.graph.isDirected(e)&&s>l&&(f=-f),a[c.spread.variable]=f}}}},{key:"addEdge",value:function(e){var a=this.internals.graph.getEdgeAttributes(e),i=this.stateManager.getEdgeState(e),o={};if($n(this.stylesDeclaration.edges,a,i,this.stateManager.graphState,this.internals.graph,o),this.postEvaluateEdge(o,a),this.edgeReducer){var s=this.edgeReducer(e,o,a,i,this.stateManager.graphState,this.internals.graph);o=B(B({},o),s)}this.applyEdgeSpread(e,o,i),this.internals.edgeDataCache[e]=o,Ne(this.internals.edgesWithForcedLabels,e,Le(o)),this.itemBuckets.edges.set(e,o.depth)}},{key:"updateEdge",value:function(e){this.addEdge(e)}},{key:"removeEdge",value:function(e){this.itemBuckets.edges.remove(e),delete this.internals.edgeDataCache[e],delete this.edgeProgramIndex[e],delete this.edgeTextureIndexCache[e],this.internals.edgeDataTexture.free(e),this.stateManager.removeEdge(e),this.internals.edgesWithForcedLabels.delete(e)}},{key:"clearNodeIndices",value:function(){this.labelRenderer.resetLabelGrid(),this.autoRescaleFrozen||(this.nodeExtent={x:[0,1],y:[0,1]}),this.internals.nodeDataCache={},this.nodeGraphCoords={},this.edgeProgramIndex={},this.internals.nodesWithForcedLabels.clear(),this.internals.nodesWithBackdrop.clear(),this.prevNodeVisibilities={},this.itemBuckets.nodes.clearAll(),this.depthRanges.nodes={},this.nodeBaseDepth={}}},{key:"clearEdgeIndices",value:function(){this.internals.edgeDataCache={},this.edgeProgramIndex={},this.edgeTextureIndexCache={},this.internals.edgesWithForcedLabels.clear(),xa(this.pickingState,"edge"),this.itemBuckets.edges.clearAll(),this.depthRanges.edges={},this.edgeBaseDepth={},this.edgeGroups.clear()}},{key:"clearIndices",value:function(){this.clearEdgeIndices(),this.clearNodeIndices()}},{key:"clearNodeState",value:function(){this.labelRenderer.resetFrame(),this.internals.nodesWithBackdrop.clear(),this.internals.dragManager.clear(),this.autoRescaleFrozen=!1,this.stateManager.clearNodes()}},{key:"clearEdgeState",value:function(){this.labelRenderer.clearEdgeLabels(),this.stateManager.clearEdges()}},{key:"clearState",value:function(){this.clearEdgeState(),this.clearNodeState(),this.stateManager.resetGraphState()}},{key:"addNodeToProgram",value:function(e,a){var i,o=this.internals.nodeDataCache[e];this.internals.nodeDataTexture.allocate(e),(i=this.internals.nodeDataTexture).updateNode.apply(i,[e,o.x,o.y,o.size,this.getNodeShapeId(o)].concat(H(dn(o)),[o.color]));var s=this.internals.nodeDataTexture.getIndex(e);this.nodeProgram.process(Ue(this.pickingState,"node",e),a,o,s,e),this.nodeProgramIndex[e]=a}},{key:"addEdgeToProgram",value:function(e,a){var i,o,s=this.internals.edgeDataCache[e],l=this.internals.graph.source(e),d=this.internals.graph.target(e),u=this.internals.edgeDataTexture.allocate(e);this.edgeTextureIndexCache[e]=u;var c=l===d,v=!c&&((i=(o=this.stateManager.getEdgeState(e))===null||o===void 0?void 0:o.parallelCount)!==null&&i!==void 0?i:1)>1,f=this.edgeProgram.resolveEdgeIds(s,c,v),h=f.pathId,p=f.headId,m=f.tailId,g=f.headLengthRatio,b=f.tailLengthRatio;this.internals.edgeDataTexture.updateEdge(e,this.internals.nodeDataTexture.getIndex(l),this.internals.nodeDataTexture.getIndex(d),s.size,g,b,h,p,m),this.edgeProgram.process(Ue(this.pickingState,"edge",e),a,this.internals.nodeDataCache[l],this.internals.nodeDataCache[d],s,u),this.edgeProgramIndex[e]=a}},{key:"getRenderParams",value:function(){return{frameId:this.frameId,matrix:this.matrix,invMatrix:this.invMatrix,width:this.width,height:this.height,pixelRatio:this.internals.pixelRatio,zoomRatio:this.camera.ratio,cameraAngle:this.camera.angle,sizeRatio:1/this.scaleSize(),correctionRatio:this.correctionRatio,downSizingRatio:this.internals.settings.pickingDownSizingRatio,minEdgeThickness:this.internals.settings.minEdgeThickness,antiAliasingFeather:this.internals.settings.antiAliasingFeather,nodePickingPadding:this.internals.settings.nodePickingPadding,edgePickingPadding:this.internals.settings.edgePickingPadding,labelPickingPadding:this.internals.settings.labelPickingPadding,nodeDataTextureUnit:bi,nodeDataTextureWidth:this.internals.nodeDataTexture.getTextureWidth(),nodeFrameTextureUnit:pi,nodeFrameTextureWidth:this.internals.nodeFrameTexture.getTextureWidth(),edgeDataTextureUnit:xi,edgeDataTextureWidth:this.internals.edgeDataTexture.getTextureWidth(),edgeFrameTextureUnit:mi,edgeFrameTextureWidth:this.internals.edgeFrameTexture.getTextureWidth(),pickingFrameBuffer:this.pickingFrameBuffer,labelPixelSnapping:this.internals.settings.labelPixelSnapping?1:0}}},{key:"getStagePadding",value:function(){var e=this.internals.settings,a=e.stagePadding,i=e.autoRescale;return i&&a||0}},{key:"getLayerElement",value:function(e){if(e==="mouse")return this.mouseLayer;var a=this.extraElements[e];if(!a)throw new Error('Sigma: layer "'.concat(e,'" does not exist'));return a}},{key:"initWebGLContext",value:function(){var e=this,a=this.createWebGLContext("stage");this.stageCanvas=this.extraElements.stage,this.webGLContext=a,this.stageCanvas.addEventListener("webglcontextlost",function(i){e.webGLContext&&(i.preventDefault(),e.contextLost=!0,e.renderFrame&&(cancelAnimationFrame(e.renderFrame),e.renderFrame=null),e.gpuTimerExt=void 0,e.activeGpuTimerQuery=null,e.pendingGpuTimerQueries=[],e.emit("webglContextLost"))}),this.stageCanvas.addEventListener("webglcontextrestored",function(){requestAnimationFrame(function(){e.webGLContext&&!e.webGLContext.isContextLost()&&e.restoreWebGLContext()})}),this.initPickingFramebuffer()}},{key:"initPickingFramebuffer",value:function(){var e=this.webGLContext,a=e.createFramebuffer();if(!a)throw new Error("Sigma: cannot create picking frame buffer");e.bindFramebuffer(e.FRAMEBUFFER,a);var i=e.createTexture();if(!i)throw new Error("Sigma: cannot create picking texture");e.bindTexture(e.TEXTURE_2D,i),e.texImage2D(e.TEXTURE_2D,0,e.RGBA,1,1,0,e.RGBA,e.UNSIGNED_BYTE,null),e.texParameteri(e.TEXTURE_2D,e.TEXTURE_MIN_FILTER,e.NEAREST),e.texParameteri(e.TEXTURE_2D,e.TEXTURE_MAG_FILTER,e.NEAREST),e.texParameteri(e.TEXTURE_2D,e.TEXTURE_WRAP_S,e.CLAMP_TO_EDGE),e.texParameteri(e.TEXTURE_2D,e.TEXTURE_WRAP_T,e.CLAMP_TO_EDGE),e.framebufferTexture2D(e.FRAMEBUFFER,e.COLOR_ATTACHMENT0,e.TEXTURE_2D,i,0);var o=e.createRenderbuffer();if(!o)throw new Error("Sigma: cannot create picking depth buffer");if(e.bindRenderbuffer(e.RENDERBUFFER,o),e.renderbufferStorage(e.RENDERBUFFER,e.DEPTH_COMPONENT16,1,1),e.framebufferRenderbuffer(e.FRAMEBUFFER,e.DEPTH_ATTACHMENT,e.RENDERBUFFER,o),e.checkFramebufferStatus(e.FRAMEBUFFER)!==e.FRAMEBUFFER_COMPLETE)throw new Error("Sigma: picking framebuffer is not complete");e.bindFramebuffer(e.FRAMEBUFFER,null),this.pickingFrameBuffer=a,this.pickingTexture=i,this.pickingDepthBuffer=o}},{key:"initPrograms",value:function(e,a){var i=this,o=this.webGLContext,s=Yr(o,this.pickingFrameBuffer,i,e?.nodes,a.antialiasNodes),l=s.nodeProgram,d=s.labelProgram,u=s.backdropProgram,c=s.labelBackgroundProgram,v=s.attachmentProgram,f=s.framePass,h=s.shapeSlug,p=s.shapeNameToIndex,m=s.shapeGlobalIds,g=s.variables;this.nodeProgram=l,this.nodeFramePass=f,this.nodeVariableEntries=Object.entries(g),h&&(this.nodeShapeSlug=h);var b=$r(o,this.pickingFrameBuffer,i,e?.edges,a.antialiasEdges,e?.nodes),x=b.edgeProgram,_=b.createLabelPrograms,y=b.framePass,T=b.variables,D=b.paths;return this.createEdgeLabelPrograms=_,this.edgeProgram=x,this.edgeFramePass=y,this.edgeVariableEntries=Object.entries(T),this.edgePathsByName=new Map(D.map(function(A){return[A.name,A]})),{labelProgram:d,edgeLabelProgram:null,edgeLabelBackgroundProgram:null,backdropProgram:u,labelBackgroundProgram:c,attachmentProgram:v,nodeShapeMap:p??null,nodeGlobalShapeIds:m??null}}},{key:"restoreWebGLContext",value:function(){var e,a,i,o,s,l=this.internals;this.initPickingFramebuffer(),(e=l.nodeDataTexture)===null||e===void 0||e.restore(),(a=l.nodeFrameTexture)===null||a===void 0||a.restore(),(i=l.edgeDataTexture)===null||i===void 0||i.restore(),(o=l.edgeFrameTexture)===null||o===void 0||o.restore(),(s=l.attachmentManager)===null||s===void 0||s.restore(),l.hoverResolver.reset(),Object.assign(l,this.initPrograms(l.primitives,l.settings));var d=G(this.customLayerPrograms.values()),u;try{for(d.s();!(u=d.n()).done;){var c=u.value;c.program.kill(),c.program=c.factory(this.webGLContext)}}catch(v){d.e(v)}finally{d.f()}this.contextLost=!1,this.emit("webglContextRestored"),this.refresh()}},{key:"createLayer",value:function(e,a){var i=arguments.length>2&&arguments[2]!==void 0?arguments[2]:{};if(this.extraElements[e])throw new Error('Sigma: a layer named "'.concat(e,'" already exists'));var o=nt(a,{position:"absolute"},{class:"sigma-".concat(e)});return i.style&&Object.assign(o.style,i.style),this.extraElements[e]=o,"beforeLayer"in i&&i.beforeLayer?this.getLayerElement(i.beforeLayer).before(o):"afterLayer"in i&&i.afterLayer?this.getLayerElement(i.afterLayer).after(o):this.container.appendChild(o),o}},{key:"createCanvas",value:function(e){var a=arguments.length>1&&arguments[1]!==void 0?arguments[1]:{};return this.createLayer(e,"canvas",a)}},{key:"createWebGLContext",value:function(e){var a=arguments.length>1&&arguments[1]!==void 0?arguments[1]:{},i=this.createCanvas(e,a);a.hidden&&i.remove();var o=i.getContext("webgl2",B({preserveDrawingBuffer:!1,antialias:!1,depth:!0},a));if(!o)throw new Error("Sigma: WebGL 2 is not supported by your browser. Please use a modern browser (Chrome 56+, Firefox 51+, Safari 15+, Edge 79+).");return o.blendFunc(o.ONE,o.ONE_MINUS_SRC_ALPHA),o}},{key:"killLayer",value:function(e){if(e==="stage"||e==="mouse")throw new Error('Sigma: cannot kill built-in layer "'.concat(e,'"'));var a=this.extraElements[e];if(!a)throw new Error("Sigma: cannot kill layer ".concat(e,", which does not exist"));return a.remove(),delete this.extraElements[e],this}},{key:"getWebGLContext",value:function(){if(!this.webGLContext)throw new Error("Sigma: WebGL context is not available");return this.webGLContext}},{key:"getNodeDataTexture",value:function(){if(!this.internals.nodeDataTexture)throw new Error("Sigma: node data texture is not available");return this.internals.nodeDataTexture}},{key:"getNormalizationFunction",value:function(){return this.normalizationFunction}},{key:"addCustomLayerProgram",value:function(e,a,i){var o;if(!this.depthLayers.includes(a))throw new Error('Sigma: cannot add custom layer program at depth "'.concat(a,'", ')+"it must be declared in primitives.depthLayers. Current layers: ".concat(this.depthLayers.join(", ")));(o=this.customLayerPrograms.get(e))===null||o===void 0||o.program.kill();var s=i(this.webGLContext);return this.customLayerPrograms.set(e,{depth:a,factory:i,program:s}),s.cacheData&&s.cacheData(),this.scheduleRender(),this}},{key:"removeCustomLayerProgram",value:function(e){var a=this.customLayerPrograms.get(e);return a&&(a.program.kill(),this.customLayerPrograms.delete(e),this.scheduleRender()),this}},{key:"getCamera",value:function(){return this.camera}},{key:"setCamera",value:function(e){return this.camera.cancelAnimation(),this.unbindCameraHandlers(),this.camera=e,this.bindCameraHandlers(),this.scheduleRender(),this}},{key:"getContainer",value:function(){return this.container}},{key:"getGraph",value:function(){return this.internals.graph}},{key:"setGraph",value:function(e){return e===this.internals.graph?this:(this.stateManager.pruneNodes(function(a){return e.hasNode(a)}),this.stateManager.pruneEdges(function(a){return e.hasEdge(a)}),this.unbindGraphHandlers(),this.checkEdgesEventsFrame!==null&&(cancelAnimationFrame(this.checkEdgesEventsFrame),this.checkEdgesEventsFrame=null),this.internals.graph=e,this.autoRescaleFrozen=!1,this.bindGraphHandlers(),this.refresh(),this)}},{key:"getMouseCaptor",value:function(){return this.mouseCaptor}},{key:"getTouchCaptor",value:function(){return this.touchCaptor}},{key:"getDimensions",value:function(){return{width:this.width,height:this.height}}},{key:"getGraphDimensions",value:function(){var e=this.customBBox||this.nodeExtent;return{width:e.x[1]-e.x[0]||1,height:e.y[1]-e.y[0]||1}}},{key:"getNodeDisplayData",value:function(e){var a=this.internals.nodeDataCache[e];return a?Object.assign({},a):void 0}},{key:"getEdgeDisplayData",value:function(e){var a=this.internals.edgeDataCache[e];return a?Object.assign({},a):void 0}},{key:"getNodeState",value:function(e){return this.stateManager.getNodeState(e)}},{key:"getEdgeState",value:function(e){return this.stateManager.getEdgeState(e)}},{key:"getGraphState",value:function(){return this.stateManager.getGraphState()}},{key:"setNodeState",value:function(e,a){return this.stateManager.setNodeState(e,a),this}},{key:"setEdgeState",value:function(e,a){return this.stateManager.setEdgeState(e,a),this}},{key:"setGraphState",value:function(e){return this.stateManager.setGraphState(e),this}},{key:"_setPanning",value:function(e){this.stateManager.setGraphState({isPanning:e})}},{key:"_setZooming",value:function(e){this.stateManager.setGraphState({isZooming:e})}},{key:"_hasNodeDrag",value:function(){var e=this.internals.dragManager;return!!(e.pendingNode||e.session)}},{key:"_showGestureHint",value:function(e){var a=this.internals.settings;a.gestureTarget==="shared"&&(this.gestureHint=this.gestureHint||new fd(this.container),this.gestureHint.show(e,a))}},{key:"setNodesState",value:function(e,a){return this.stateManager.setNodesState(e,a),this}},{key:"setEdgesState",value:function(e,a){return this.stateManager.setEdgesState(e,a),this}},{key:"updateContainerCursor",value:function(){var e=this.stateManager.hovered,a=this.resolvedStageStyle.cursor||"";this.container.style.cursor=e&&Ql(this.internals,e)||a}},{key:"refreshStageStyle",value:function(){this.resolvedStageStyle=Kn(this.stylesDeclaration.stage,this.stateManager.graphState),this.resolvedStageStyle.background!==void 0&&(this.container.style.backgroundColor=this.resolvedStageStyle.background),this.updateContainerCursor()}},{key:"getNodeDisplayedLabels",value:function(){return new Set(this.labelRenderer.displayedNodeLabels)}},{key:"getEdgeDisplayedLabels",value:function(){return new Set(this.labelRenderer.displayedEdgeLabels)}},{key:"getSettings",value:function(){return B({},this.internals.settings)}},{key:"getSetting",value:function(e){return this.internals.settings[e]}},{key:"getStyles",value:function(){return B({},this.stylesDeclaration)}},{key:"getPrimitives",value:function(){return B({},this.internals.primitives)}},{key:"setSetting",value:function(e,a){return this.internals.settings[e]=a,hn(this.internals.settings),this.handleSettingsUpdate(),this.scheduleRefresh(),this}},{key:"updateSetting",value:function(e,a){return this.setSetting(e,a(this.internals.settings[e])),this}},{key:"setSettings",value:function(e){return this.internals.settings=B(B({},this.internals.settings),e),hn(this.internals.settings),this.handleSettingsUpdate(),this.scheduleRefresh(),this}},{key:"resize",value:function(e){var a=this.width,i=this.height;if(this.width=this.container.offsetWidth,this.height=this.container.offsetHeight,this.internals.pixelRatio=Lt(),this.width===0)if(this.internals.settings.allowInvalidContainer)this.width=1;else throw new Error("Sigma: Container has no width. You can set the allowInvalidContainer setting to true to stop seeing this error.");if(this.height===0)if(this.internals.settings.allowInvalidContainer)this.height=1;else throw new Error("Sigma: Container has no height. You can set the allowInvalidContainer setting to true to stop seeing this error.");if(!e&&a===this.width&&i===this.height)return this;this.labelRenderer.labelsDirty=!0;for(var o=0,s=[this.mouseLayer].concat(H(Object.values(this.extraElements)));o<s.length;o++){var l=s[o];l.style.width=this.width+"px",l.style.height=this.height+"px"}return this.webGLContext&&(this.stageCanvas.setAttribute("width",this.width*this.internals.pixelRatio+"px"),this.stageCanvas.setAttribute("height",this.height*this.internals.pixelRatio+"px"),this.webGLContext.viewport(0,0,this.width*this.internals.pixelRatio,this.height*this.internals.pixelRatio)),this.emit("resize"),this}},{key:"clear",value:function(){return this.emit("beforeClear"),this.webGLContext.bindFramebuffer(WebGLRenderingContext.FRAMEBUFFER,null),this.webGLContext.clear(WebGLRenderingContext.COLOR_BUFFER_BIT),this.emit("afterClear"),this}},{key:"scheduleStateRefresh",value:function(){this.needToRefreshState=!0,this.scheduleRender()}},{key:"refreshState",value:function(){var e=this,a;this.stateManager.flushGraphStateFlags();var i=this.stateManager.graphStateChanged&&this.internals.nodeStyleAnalysis.dependency==="graph-state",o=this.stateManager.graphStateChanged&&this.edgeStyleAnalysis.dependency==="graph-state",s=!1;if(i)this.internals.graph.forEachNode(function(h){e.refreshNodeState(h)&&(s=!0)});else if(this.internals.nodeStyleAnalysis.dependency!=="static"){var l=G(this.stateManager.dirtyNodes),d;try{for(l.s();!(d=l.n()).done;){var u=d.value;this.refreshNodeState(u)&&(s=!0)}}catch(h){l.e(h)}finally{l.f()}}if(o)this.internals.graph.forEachEdge(function(h){e.refreshEdgeState(h)&&(s=!0)});else if(this.edgeStyleAnalysis.dependency!=="static"){var c=G(this.stateManager.dirtyEdges),v;try{for(c.s();!(v=c.n()).done;){var f=v.value;this.refreshEdgeState(f)&&(s=!0)}}catch(h){c.e(h)}finally{c.f()}}this.stateManager.graphStateChanged&&(a=this.stylesDeclaration)!==null&&a!==void 0&&a.stage&&this.refreshStageStyle(),this.stateManager.clearDirtyTracking(),s&&(this.pendingProcess="full")}},{key:"refreshNodeState",value:function(e){var a=this.internals.nodeDataCache[e];if(!a||this.nodeReducer){var i,o,s,l,d=(i=this.internals.nodeDataCache[e])===null||i===void 0?void 0:i.depth,u=(o=this.internals.nodeDataCache[e])===null||o===void 0?void 0:o.zIndex,c=(s=this.internals.nodeDataCache[e])===null||s===void 0?void 0:s.labelAttachment;this.updateNode(e);var v=this.internals.nodeDataCache[e];this.internals.attachmentManager&&v.labelAttachment!==c&&this.internals.attachmentManager.invalidateNode(e);var f;this.internals.nodeShapeMap&&this.internals.nodeGlobalShapeIds&&v.shape&&v.shape in this.internals.nodeShapeMap?f=this.internals.nodeGlobalShapeIds[this.internals.nodeShapeMap[v.shape]]:f=It(v.shape||"circle"),(l=this.internals.nodeDataTexture).updateNode.apply(l,[e,v.x,v.y,v.size,f].concat(H(dn(v)),[v.color])),d&&v.depth!==d&&this.updateNodeDepthRanges(e,d,v.depth);var h=this.nodeProgramIndex[e];return h!==void 0&&(this.addNodeToProgram(e,h),this.nodeProgram.invalidateBuffers()),u!==void 0&&v.zIndex!==u}var p=this.internals.graph.getNodeAttributes(e),m=this.stateManager.getNodeState(e),g=a.size,b=a.shape,x=a.depth,_=a.zIndex,y=a.labelAttachment,T=a.rotationAlignment,D=a.labelRotationAlignment,A=a.color;Yn(this.stylesDeclaration.nodes,p,m,this.stateManager.graphState,this.internals.graph,a),this.postEvaluateNode(a,p,m);var F=this.nodeGraphCoords[e],L=a.x!==F.x||a.y!==F.y;if(L&&(F.x=a.x,F.y=a.y),this.normalizationFunction.applyTo(a),this.internals.nodeShapeMap?(!a.shape||!(a.shape in this.internals.nodeShapeMap))&&(a.shape=Object.keys(this.internals.nodeShapeMap)[0]):this.nodeShapeSlug&&(a.shape=this.nodeShapeSlug),this.internals.attachmentManager&&a.labelAttachment!==y&&this.internals.attachmentManager.invalidateNode(e),Ne(this.internals.nodesWithForcedLabels,e,Le(a)),Ne(this.internals.nodesWithBackdrop,e,Qn(a)),L||a.size!==g||a.shape!==b||a.rotationAlignment!==T||a.labelRotationAlignment!==D||a.color!==A){var N,C;this.internals.nodeShapeMap&&this.internals.nodeGlobalShapeIds&&a.shape&&a.shape in this.internals.nodeShapeMap?C=this.internals.nodeGlobalShapeIds[this.internals.nodeShapeMap[a.shape]]:C=It(a.shape||"circle"),(N=this.internals.nodeDataTexture).updateNode.apply(N,[e,a.x,a.y,a.size,C].concat(H(dn(a)),[a.color]))}this.itemBuckets.nodes.set(e,a.depth),a.depth!==x&&this.updateNodeDepthRanges(e,x,a.depth);var k=this.nodeProgramIndex[e];return k!==void 0&&(this.addNodeToProgram(e,k),this.nodeProgram.invalidateBuffers()),a.zIndex!==_}},{key:"refreshEdgeState",value:function(e){var a=this.internals.edgeDataCache[e];if(!a||this.edgeReducer){var i=a?.depth,o=a?.zIndex;this.updateEdge(e);var s=this.internals.edgeDataCache[e];i&&s.depth!==i&&this.updateEdgeDepthRanges(e,i,s.depth);var l=this.edgeProgramIndex[e];return l!==void 0&&(this.addEdgeToProgram(e,l),this.edgeProgram.invalidateBuffers()),o!==void 0&&s.zIndex!==o}var d=this.internals.graph.getEdgeAttributes(e),u=this.stateManager.getEdgeState(e),c=a.depth,v=a.zIndex,f=a.size,h=a.path,p=a.selfLoopPath,m=a.parallelPath,g=a.head,b=a.tail;$n(this.stylesDeclaration.edges,d,u,this.stateManager.graphState,this.internals.graph,a),this.postEvaluateEdge(a,d),this.applyEdgeSpread(e,a,u),Ne(this.internals.edgesWithForcedLabels,e,Le(a)),this.itemBuckets.edges.set(e,a.depth),a.depth!==c&&this.updateEdgeDepthRanges(e,c,a.depth);var x=this.edgeProgramIndex[e];if(x!==void 0){var _=a.size!==f||a.path!==h||a.selfLoopPath!==p||a.parallelPath!==m||a.head!==g||a.tail!==b;if(_)this.addEdgeToProgram(e,x),this.edgeProgram.invalidateBuffers();else{var y=this.internals.graph.source(e),T=this.internals.graph.target(e),D=this.internals.nodeDataCache[y],A=this.internals.nodeDataCache[T],F=this.edgeTextureIndexCache[e];this.edgeProgram.process(Ue(this.pickingState,"edge",e),x,D,A,a,F),this.edgeProgram.invalidateBuffers()}}return a.zIndex!==v}},{key:"refresh",value:function(e){var a=this,i=e?.skipIndexation!==void 0?e?.skipIndexation:!1,o=e?.schedule!==void 0?e.schedule:!1,s=!e||!e.partialGraph;if(s)this.clearEdgeIndices(),this.clearNodeIndices(),this.internals.graph.forEachNode(function(D){return a.addNode(D)}),this.edgeGroups.rebuild(),this.internals.graph.forEachEdge(function(D){return a.addEdge(D)}),this.pendingProcess="full";else{for(var l,d,u=((l=e.partialGraph)===null||l===void 0?void 0:l.nodes)||[],c=0,v=u?.length||0;c<v;c++){var f,h,p=""+u[c],m=(f=this.internals.nodeDataCache[p])===null||f===void 0?void 0:f.labelAttachment;if(this.updateNode(p),this.internals.attachmentManager&&((h=this.internals.nodeDataCache[p])!==null&&h!==void 0&&h.labelAttachment||m)&&this.internals.attachmentManager.invalidateNode(p),i){var g=this.nodeProgramIndex[p];if(g===void 0)throw new Error('Sigma: node "'.concat(p,`" can't be repaint`));this.addNodeToProgram(p,g)}}i&&u.length>0&&(this.nodeProgram.invalidateBuffers(),this.labelRenderer.labelsDirty=!0);for(var b=(e==null||(d=e.partialGraph)===null||d===void 0?void 0:d.edges)||[],x=0,_=b.length;x<_;x++){var y=""+b[x];if(this.updateEdge(y),i){var T=this.edgeProgramIndex[y];if(T===void 0)throw new Error('Sigma: edge "'.concat(y,`" can't be repaint`));this.addEdgeToProgram(y,T)}}i&&b.length>0&&(this.edgeProgram.invalidateBuffers(),this.labelRenderer.labelsDirty=!0),!i&&this.pendingProcess!=="full"&&(this.pendingProcess=b.length>0?"full":"nodes")}return o?this.scheduleRender():this.render(),this}},{key:"scheduleRender",value:function(){var e=this;return this.renderFrame||(this.renderFrame=requestAnimationFrame(function(){e.render()})),this}},{key:"scheduleRefresh",value:function(e){return this.refresh(B(B({},e),{},{schedule:!0}))}},{key:"getViewportZoomedState",value:function(e,a){var i=this.camera.getState(),o=i.ratio,s=i.angle,l=i.x,d=i.y,u=this.internals.settings,c=u.minCameraRatio,v=u.maxCameraRatio;typeof v=="number"&&(a=Math.min(a,v)),typeof c=="number"&&(a=Math.max(a,c));var f=a/o,h={x:this.width/2,y:this.height/2},p=this.viewportToFramedGraph(e),m=this.viewportToFramedGraph(h);return{angle:s,x:(p.x-m.x)*(1-f)+l,y:(p.y-m.y)*(1-f)+d,ratio:a}}},{key:"viewRectangle",value:function(){var e=this.viewportToFramedGraph({x:0,y:0}),a=this.viewportToFramedGraph({x:this.width,y:0}),i=this.viewportToFramedGraph({x:0,y:this.height});return{x1:e.x,y1:e.y,x2:a.x,y2:a.y,height:a.y-i.y}}},{key:"framedGraphToViewport",value:function(e){var a=arguments.length>1&&arguments[1]!==void 0?arguments[1]:{},i=!!a.cameraState||!!a.viewportDimensions||!!a.graphDimensions||!!a.padding,o=a.matrix||(i?Ae(a.cameraState||this.camera.getState(),a.viewportDimensions||this.getDimensions(),a.graphDimensions||this.getGraphDimensions(),a.padding||this.getStagePadding()):this.matrix),s=Ze(o,e);return{x:(1+s.x)*this.width/2,y:(1-s.y)*this.height/2}}},{key:"viewportToFramedGraph",value:function(e){var a=arguments.length>1&&arguments[1]!==void 0?arguments[1]:{},i=!!a.cameraState||!!a.viewportDimensions||!!a.graphDimensions||!!a.padding,o=a.matrix||(i?Ae(a.cameraState||this.camera.getState(),a.viewportDimensions||this.getDimensions(),a.graphDimensions||this.getGraphDimensions(),a.padding||this.getStagePadding(),!0):this.invMatrix),s=Ze(o,{x:e.x/this.width*2-1,y:1-e.y/this.height*2});return isNaN(s.x)&&(s.x=0),isNaN(s.y)&&(s.y=0),s}},{key:"viewportToGraph",value:function(e){var a=arguments.length>1&&arguments[1]!==void 0?arguments[1]:{};return this.normalizationFunction.inverse(this.viewportToFramedGraph(e,a))}},{key:"graphToViewport",value:function(e){var a=arguments.length>1&&arguments[1]!==void 0?arguments[1]:{};return this.framedGraphToViewport(this.normalizationFunction(e),a)}},{key:"graphToFramedGraph",value:function(e){return this.normalizationFunction(e)}},{key:"framedGraphToGraph",value:function(e){return this.normalizationFunction.inverse(e)}},{key:"getGraphToViewportRatio",value:function(){var e={x:0,y:0},a={x:1,y:1},i=Math.sqrt(Math.pow(e.x-a.x,2)+Math.pow(e.y-a.y,2)),o=this.graphToViewport(e),s=this.graphToViewport(a),l=Math.sqrt(Math.pow(o.x-s.x,2)+Math.pow(o.y-s.y,2));return l/i}},{key:"computeNodeExtent",value:function(){var e=this.nodeGraphCoords,a=Object.keys(e);if(!a.length)return{x:[0,1],y:[0,1]};for(var i=1/0,o=-1/0,s=1/0,l=-1/0,d=0,u=a.length;d<u;d++){var c=e[a[d]],v=c.x,f=c.y;v<i&&(i=v),v>o&&(o=v),f<s&&(s=f),f>l&&(l=f)}return{x:[i,o],y:[s,l]}}},{key:"getBBox",value:function(){return this.nodeExtent}},{key:"getCustomBBox",value:function(){return this.customBBox}},{key:"setCustomBBox",value:function(e){return this.customBBox=e,this.scheduleRender(),this}},{key:"kill",value:function(){var e,a,i,o,s;this.emit("kill"),this.removeAllListeners(),this.camera.cancelAnimation(),this.unbindCameraHandlers(),window.removeEventListener("resize",this.activeListeners.handleResize),this.mouseCaptor.kill(),this.touchCaptor.kill(),this.internals.hoverResolver.kill(),this.unbindGraphHandlers(),this.clearIndices(),this.clearState(),this.internals.nodeDataCache={},this.internals.edgeDataCache={},this.renderFrame&&(cancelAnimationFrame(this.renderFrame),this.renderFrame=null);for(var l=this.container;l.firstChild;)l.removeChild(l.firstChild);this.nodeProgram.kill(),this.nodeFramePass.kill(),this.edgeProgram.kill(),this.edgeFramePass.kill(),this.internals.labelProgram.kill(),(e=this.internals.edgeLabelProgram)===null||e===void 0||e.kill(),(a=this.internals.edgeLabelBackgroundProgram)===null||a===void 0||a.kill(),this.internals.backdropProgram.kill(),this.internals.labelBackgroundProgram.kill(),(i=this.internals.attachmentProgram)===null||i===void 0||i.kill(),(o=this.internals.attachmentManager)===null||o===void 0||o.kill(),this.internals.attachmentProgram=null,this.internals.attachmentManager=null;var d=G(this.customLayerPrograms.values()),u;try{for(d.s();!(u=d.n()).done;){var c=u.value.program;c.kill()}}catch(h){d.e(h)}finally{d.f()}if(this.customLayerPrograms.clear(),this.sdfAtlas&&(this.sdfAtlas=null),this.internals.nodeDataTexture&&(this.internals.nodeDataTexture.kill(),this.internals.nodeDataTexture=null),this.internals.nodeFrameTexture&&(this.internals.nodeFrameTexture.kill(),this.internals.nodeFrameTexture=null),this.internals.edgeDataTexture&&(this.internals.edgeDataTexture.kill(),this.internals.edgeDataTexture=null),this.internals.edgeFrameTexture&&(this.internals.edgeFrameTexture.kill(),this.internals.edgeFrameTexture=null),this.webGLContext){var v;(v=this.webGLContext.getExtension("WEBGL_lose_context"))===null||v===void 0||v.loseContext(),this.webGLContext=null}(s=this.gestureHint)===null||s===void 0||s.kill(),this.gestureHint=null,this.mouseLayer.remove();for(var f in this.extraElements)this.extraElements[f].remove();this.extraElements={}}},{key:"scaleSize",value:function(){var e=arguments.length>0&&arguments[0]!==void 0?arguments[0]:1,a=arguments.length>1&&arguments[1]!==void 0?arguments[1]:this.camera.ratio;return e/this.internals.settings.zoomToSizeRatioFunction(a)*(this.getSetting("itemSizesReference")==="positions"?a*this.graphToViewportRatio:1)}},{key:"getStageCanvas",value:function(){return this.stageCanvas}},{key:"getMouseLayer",value:function(){return this.mouseLayer}}])})(ln),Ei=_d;var Gu=je($t());function Ri(n,r){return typeof n=="number"?n:(j(n)==="object"&&n!==null&&"attribute"in n,r)}function Ci(n){var r=n??{},t=r.cornerRadius,e=r.rotation,a=Ri(t,0),i=Ri(e,0),o=`
`.concat(Nt,`
float sdf_square(vec2 uv, float size, float cornerRadius, float rotation) {
  // Apply rotation if needed
  vec2 p = uv;
  if (rotation != 0.0) {
    p = rotate2D(rotation) * p;
  }

  // Distance to box with given corner radius
  // Based on Inigo Quilez's box SDF: https://iquilezles.org/articles/distfunctions2d/
  vec2 d = abs(p) - vec2(size - cornerRadius);
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - cornerRadius;
}
`);return{name:"square",glsl:o,uniforms:[{name:"u_cornerRadius",type:"float",value:a},{name:"u_rotation",type:"float",value:i}],inradiusFactor:Math.SQRT1_2}}function Ai(n,r){return typeof n=="number"?n:(j(n)==="object"&&n!==null&&"attribute"in n,r)}function Li(n){var r=n??{},t=r.cornerRadius,e=r.rotation,a=Ai(t,0),i=Ai(e,0),o=`
`.concat(Nt,`
float sdf_triangle(vec2 uv, float size, float cornerRadius, float rotation) {
  // Apply rotation if needed
  vec2 p = uv;
  if (rotation != 0.0) {
    p = rotate2D(rotation) * p;
  }

  // Equilateral triangle SDF
  // Based on Inigo Quilez's triangle SDF: https://iquilezles.org/articles/distfunctions2d/
  //
  // The IQ formula uses parameter 'r' where the triangle has width = 2r.
  // For circumradius R (distance from centroid to vertex):
  //   R = r * 2 / sqrt(3), so r = R * sqrt(3) / 2
  const float k = sqrt(3.0);
  float r = size * k / 2.0;

  p.x = abs(p.x) - r;
  p.y = p.y + r / k;
  if (p.x + k * p.y > 0.0) {
    p = vec2(p.x - k * p.y, -k * p.x - p.y) / 2.0;
  }
  p.x -= clamp(p.x, -2.0 * r, 0.0);
  float dist = -length(p) * sign(p.y);

  // Apply corner radius if specified
  if (cornerRadius > 0.0) {
    dist = dist + cornerRadius;
  }

  return dist;
}
`);return{name:"triangle",glsl:o,uniforms:[{name:"u_cornerRadius",type:"float",value:a},{name:"u_rotation",type:"float",value:i}],inradiusFactor:.5}}function Di(n,r){return typeof n=="number"?n:(j(n)==="object"&&n!==null&&"attribute"in n,r)}function Pi(n){var r=n??{},t=r.cornerRadius,e=r.rotation,a=Di(t,0),i=Di(e,0),o=`
`.concat(Nt,`
float sdf_diamond(vec2 uv, float size, float cornerRadius, float rotation) {
  // Apply rotation if needed
  vec2 p = uv;
  if (rotation != 0.0) {
    p = rotate2D(rotation) * p;
  }

  // Diamond SDF - using rhombus formula from Inigo Quilez
  // https://iquilezles.org/articles/distfunctions2d/
  // For a diamond (square rotated 45°), b = (size, size)
  vec2 b = vec2(size, -size);
  p = abs(p);
  float h = clamp((dot(b, p) + b.y * b.y) / dot(b, b), 0.0, 1.0);
  p -= b * vec2(h, h - 1.0);
  float d = length(p) * sign(p.x);

  // Apply corner radius if specified
  if (cornerRadius > 0.0) {
    d = d + cornerRadius;
  }

  return d;
}
`);return{name:"diamond",glsl:o,uniforms:[{name:"u_cornerRadius",type:"float",value:a},{name:"u_rotation",type:"float",value:i}],inradiusFactor:Math.SQRT1_2}}var Td="pixels",Sd="butt";function Ed(n){return n===void 0||n===!1?{tail:!1,head:!1}:n===!0?{tail:!0,head:!0}:n==="head"?{tail:!1,head:!0}:{tail:!0,head:!1}}function Rd(n){var r,t;return n===void 0?{tail:0,head:0}:typeof n=="number"?{tail:n,head:n}:{tail:(r=n.tail)!==null&&r!==void 0?r:0,head:(t=n.head)!==null&&t!==void 0?t:0}}function wi(n){var r,t,e,a,i,o,s,l=n??{},d=(r=l.dashColor)!==null&&r!==void 0?r:{attribute:"color"},u=(t=l.gapColor)!==null&&t!==void 0?t:0,c={dashSize:(e=l.dashSize)!==null&&e!==void 0?e:{value:10,mode:"pixels"},gapSize:(a=l.gapSize)!==null&&a!==void 0?a:{value:10,mode:"pixels"},dashOffset:(i=l.dashOffset)!==null&&i!==void 0?i:{value:0,mode:"pixels"}},v=(o=l.align)!==null&&o!==void 0?o:.5,f=(s=l.cap)!==null&&s!==void 0?s:Sd,h=Ed(l.solidExtremities),p=Rd(l.solidMargin),m=At(d,"dashColor"),g=[c.dashSize,c.gapSize,c.dashOffset].map(function(C){var k;return((k=C.mode)!==null&&k!==void 0?k:Td)==="relative"?1:0}),b=[{name:"u_sizeMode",type:"vec3",value:g},{name:"u_align",type:"float",value:v},{name:"u_solidExtremities",type:"vec2",value:[h.tail?1:0,h.head?1:0]},{name:"u_solidMargin",type:"vec2",value:[p.tail,p.head]}],x=H(m.attributes),_=m.needsNodeColors,y;if(typeof u=="number")y="vec4(dashColor.rgb, dashColor.a * ".concat(J(u),")");else{var T=At(u,"gapColor");y=T.glsl,x.push.apply(x,H(T.attributes)),_=_||T.needsNodeColors}var D=!("value"in c.dashSize),A=!("value"in c.gapSize),F=!("value"in c.dashOffset);["dashSize","gapSize","dashOffset"].forEach(function(C){if("value"in c[C])b.push({name:"u_".concat(C),type:"float",value:c[C].value});else{var k;x.push({name:"a_".concat(C),size:1,type:WebGL2RenderingContext.FLOAT,source:c[C].attribute}),b.push({name:"u_".concat(C),type:"float",value:(k=c[C].default)!==null&&k!==void 0?k:0})}});var L=function(k,S){return S?"(v_".concat(k," > 0.0 ? v_").concat(k," : u_").concat(k,")"):"u_".concat(k)},N=`
// Dashed pattern layer with antialiased boundaries
// Uniforms:
//   u_dashSize: size of each dash (or default when using attribute)
//   u_gapSize: size of gaps between dashes (or default when using attribute)
//   u_dashOffset: offset to shift the pattern (or default when using attribute)
//   u_sizeMode: vec3 indicating if values are thickness-relative (x=dash, y=gap, z=offset)
//   u_align: pattern alignment (0=start, 0.5=center, 1=end)
//   u_solidExtremities: vec2(tail, head) - 1.0 means solid, 0.0 means dashed
//   u_solidMargin: vec2(tail, head) - extra solid margin in pixels
`.concat(D?"// Varying: v_dashSize for per-edge dash size":"",`
`).concat(A?"// Varying: v_gapSize for per-edge gap size":"",`
`).concat(F?"// Varying: v_dashOffset for per-edge dash offset":"",`

vec4 layer_dashed(EdgeContext ctx) {
  // Dash color (straight alpha, matching v_color and blendOver)
  vec4 dashColor = `).concat(m.glsl,`;

  // Check for solid zones first (extremities and margins)
  // v_zone: 0=tail extremity, 1=body, 2=head extremity
  // v_tailLengthRatio and v_headLengthRatio give extremity lengths as ratio of thickness

  // Tail solid zone check
  if (u_solidExtremities.x > 0.5 && v_zone < 0.5) {
    // In tail extremity zone and solidExtremities.tail is enabled
    return dashColor;
  }
  // Head solid zone check
  if (u_solidExtremities.y > 0.5 && v_zone > 1.5) {
    // In head extremity zone and solidExtremities.head is enabled
    return dashColor;
  }

  // Compute extremity lengths in world units for margin calculation
  float tailExtremityLength = v_tailLengthRatio * ctx.thickness;
  float headExtremityLength = v_headLengthRatio * ctx.thickness;

  // Convert pixel margins to world units (same formula as thickness conversion)
  float tailMarginWorld = u_solidMargin.x * u_correctionRatio / u_sizeRatio;
  float headMarginWorld = u_solidMargin.y * u_correctionRatio / u_sizeRatio;

  // Tail margin check (margin starts after extremity zone)
  float tailSolidZone = (u_solidExtremities.x > 0.5 ? tailExtremityLength : 0.0) + tailMarginWorld;
  if (ctx.distanceFromSource < tailSolidZone) {
    return dashColor;
  }

  // Head margin check (margin starts before extremity zone)
  float headSolidZone = (u_solidExtremities.y > 0.5 ? headExtremityLength : 0.0) + headMarginWorld;
  if (ctx.distanceToTarget < headSolidZone) {
    return dashColor;
  }

  // Get dash size values (from attribute if available, otherwise uniform)
  float dashSizeValue = `).concat(L("dashSize",D),`;
  float gapSizeValue = `).concat(L("gapSize",A),`;
  float dashOffsetValue = `).concat(L("dashOffset",F),`;

  // Compute actual sizes (either in pixels converted to world units, or relative to thickness)
  float pixelToWorld = u_correctionRatio / u_sizeRatio;
  float dashSize = dashSizeValue * (u_sizeMode.x > 0.5 ? ctx.thickness : pixelToWorld);
  float gapSize = gapSizeValue * (u_sizeMode.y > 0.5 ? ctx.thickness : pixelToWorld);
  float dashOffset = dashOffsetValue * (u_sizeMode.z > 0.5 ? ctx.thickness : pixelToWorld);

  // Early return when no visible dash pattern:
  // - dashSize ≈ 0: no dashes to show, return transparent (let plain layer show through)
  // - gapSize ≈ 0: all dash/no gap, effectively solid, return transparent (let plain layer handle it)
  // Threshold scales with pixelToWorld so it stays ~0.1px regardless of zoom
  float dashThreshold = 0.1 * pixelToWorld;
  if (dashSize < dashThreshold || gapSize < dashThreshold) {
    return vec4(0.0);
  }

  // Pattern length is dash + gap
  float patternLength = dashSize + gapSize;

  // Adjust distances for solid zones (pattern starts after solid zones)
  float adjustedDistFromSource = ctx.distanceFromSource - tailSolidZone;
  float adjustedDistToTarget = ctx.distanceToTarget - headSolidZone;

  // Compute alignment anchor point
  // - align: 0 → anchor at start, pattern begins with a dash
  // - align: 1 → anchor at end, pattern ends with a dash
  // - align: 0.5 → anchor at center, pattern is symmetric
  float dashedLength = adjustedDistFromSource + adjustedDistToTarget;
  float anchorDist = u_align * dashedLength;

  // Position within the repeating pattern
  // By subtracting anchorDist, we ensure the anchor point maps to position 0 in the pattern
  // This avoids the unstable mod(dashedLength, patternLength) operation
  float posInPattern = mod(adjustedDistFromSource - anchorDist + dashOffset, patternLength);

  // Signed longitudinal distance to the nearest dash center, wrapping across
  // pattern repetitions so both dash edges antialias correctly
  float longFromCenter =
    mod(posInPattern - dashSize * 0.5 + patternLength * 0.5, patternLength) - patternLength * 0.5;

  // Compute signed distance field for the dash
  // Positive inside dash, negative inside gap
`).concat(f==="round"?`  // Capsule SDF: round caps carved inside the dash length, so a dash never
  // exceeds dashSize. Dashes shorter than the thickness degenerate to circles
  // (dots) of diameter dashSize.
  // ctx.sdf is 0 at the stroke boundary, so shift it back to centerline distance
  float transverse = ctx.sdf + ctx.thickness * 0.5;
  float capRadius = min(ctx.thickness, dashSize) * 0.5;
  float halfLength = dashSize * 0.5 - capRadius;
  vec2 q = vec2(max(abs(longFromCenter) - halfLength, 0.0), transverse);
  float sdf = capRadius - length(q);`:"  float sdf = dashSize * 0.5 - abs(longFromCenter);",`

  // Apply antialiasing using smoothstep
  // aaWidth is in world units, same as our distance
  float dashAlpha = smoothstep(-ctx.aaWidth, ctx.aaWidth, sdf);

  // Gap color (straight alpha, like the dash color)
  vec4 gapColor = `).concat(y,`;

  // Blend between gap and dash colors
  return mix(gapColor, dashColor, dashAlpha);
}
`);return{name:"dashed",glsl:N,uniforms:b,attributes:x,needsNodeColors:_}}function Fi(n){var r=n??{},t=r.segments,e=t===void 0?16:t,a=`
// Compute control point from curvature
// Control point is placed perpendicular to the midpoint of source-target line
vec2 computeControlPoint(vec2 source, vec2 target, float curvature) {
  vec2 midpoint = 0.5 * (source + target);
  vec2 delta = target - source;
  // Perpendicular direction (rotated 90 degrees)
  vec2 perp = vec2(-delta.y, delta.x);
  float len = length(perp);
  if (len < 0.0001) return midpoint;
  perp = perp / len;
  // Offset by curvature * edge length
  return midpoint + perp * curvature * len;
}

// Position at parameter t ∈ [0, 1]
vec2 path_curved_position(float t, vec2 source, vec2 target) {
  float curvature = v_curvature;
  vec2 control = computeControlPoint(source, target, curvature);
  float u = 1.0 - t;
  return u * u * source + 2.0 * u * t * control + t * t * target;
}

// Derivative of quadratic Bezier (for efficient arc length computation)
vec2 path_curved_derivative(float t, vec2 source, vec2 target) {
  float curvature = v_curvature;
  vec2 control = computeControlPoint(source, target, curvature);
  // B'(t) = 2(1-t)(P1-P0) + 2t(P2-P1)
  return 2.0 * (1.0 - t) * (control - source) + 2.0 * t * (target - control);
}

// Approximate arc length using 5-point Gauss-Legendre quadrature
float path_curved_length(vec2 source, vec2 target) {
  // Gauss-Legendre 5-point weights and abscissae
  const float x1 = 0.9061798459, x2 = 0.5384693101;
  const float w1 = 0.2369268850, w2 = 0.4786286705, w3 = 0.5688888889;

  // Transform from [-1,1] to [0,1]: t = 0.5 * (x + 1)
  float t1a = 0.5 * (-x1 + 1.0), t1b = 0.5 * (x1 + 1.0);
  float t2a = 0.5 * (-x2 + 1.0), t2b = 0.5 * (x2 + 1.0);

  // Evaluate derivative magnitudes at sample points
  float d1a = length(path_curved_derivative(t1a, source, target));
  float d1b = length(path_curved_derivative(t1b, source, target));
  float d2a = length(path_curved_derivative(t2a, source, target));
  float d2b = length(path_curved_derivative(t2b, source, target));
  float d3 = length(path_curved_derivative(0.5, source, target));

  // Sum weighted samples (factor of 0.5 for interval transformation)
  return 0.5 * (w1 * (d1a + d1b) + w2 * (d2a + d2b) + w3 * d3);
}
`;return{name:"curved",segments:e,glsl:a,uniforms:[],attributes:[{name:"curvature",size:1,type:WebGL2RenderingContext.FLOAT}],variables:{curvature:{type:"number",default:0}},spread:{variable:"curvature",compute:function(o,s,l){return(o-(s-1)/2)*l}}}}function ki(n){var r=n??{},t=r.lengthRatio,e=t===void 0?5:t,a=r.widthRatio,i=a===void 0?4:a,o=r.margin,s=o===void 0?0:o,l=`
// Arrow SDF: triangle with base at x=0, tip at x=lengthRatio
// uv.x: 0 (base) to lengthRatio (tip), uv.y: [-halfW, +halfW]
// Returns signed distance (negative inside, positive outside)
float extremity_arrow(vec2 uv, float lengthRatio, float widthRatio) {
  float x = uv.x;
  float y = abs(uv.y);
  float halfW = widthRatio * 0.5;

  // Past the tip: euclidean distance to tip point
  if (x > lengthRatio) {
    return length(vec2(x - lengthRatio, y));
  }

  // Back edge: signed distance to x=0 line
  float backDist = -x;

  // Side edge: signed distance to sloped triangle edge
  float clampedX = max(0.0, x);
  float maxY = halfW * (1.0 - clampedX / lengthRatio);
  float sideDist = y - maxY;

  // Convex shape SDF = max of half-plane distances
  return max(backDist, sideDist);
}
`;return{name:"arrow",glsl:l,length:e,widthFactor:i,margin:s,uniforms:[],attributes:[]}}var Ln=class{nodes=new Map;edges=new Map;truncated=!1;add(r){for(let t of r.nodes)this.nodes.set(t.id,t);for(let t of r.edges)this.nodes.has(t.from)&&this.nodes.has(t.to)&&this.edges.set(t.id,t);this.truncated||=r.truncated}types(){let r=new Map;for(let t of this.edges.values())r.set(t.type,(r.get(t.type)??0)+1);return[...r].sort((t,e)=>e[1]-t[1]||t[0].localeCompare(e[0]))}buckets(){let r=new Map;for(let t of this.edges.values()){if(!t.start)continue;let e=t.start.slice(0,7),a=`${e}|${t.status}`,i=r.get(a);i?i.count++:r.set(a,{period:e,type:"",status:t.status,count:1})}return[...r.values()]}shown(r,t){let e=new Map,a=new Set,[i,o]=[_t(r.from)?.getTime(),_t(r.to)?.getTime()];for(let s of this.edges.values()){if(r.hide.has(s.type)||r.statuses.size>0&&!r.statuses.has(s.status)||s.score<r.score)continue;if(i!==void 0||o!==void 0){let u=_t(s.start)?.getTime(),c=_t(s.end)?.getTime()??u;if(u===void 0||i!==void 0&&c<i||o!==void 0&&u>o)continue}let l=`${s.type}|${s.status}|${s.from}|${s.to}`,d=e.get(l);d||e.set(l,d={key:l,type:s.type,status:s.status,from:s.from,to:s.to,edges:[],sources:0}),d.edges.push(s),d.sources+=Math.max(1,s.sources),a.add(s.from).add(s.to)}return{nodes:[...this.nodes.values()].filter(s=>a.has(s.id)||t.has(s.id)),lines:[...e.values()]}}},Ad={meeting:["MET_WITH","MET_IN","SPOKE_WITH","VISITED","HOSTED","ATTENDED"],accord:["AGREED_WITH","AGREED_ON","BROKERED","COOPERATED_WITH","SUPPORTED","AIDED"],conflict:["ATTACKED","CRITICIZED","DEPLOYED_TO","DETAINED","PROTESTED_AGAINST","REJECTED","SANCTIONED","THREATENED","WITHDREW_FROM"]},Dd=new Map(Object.entries(Ad).flatMap(([n,r])=>r.map(t=>[t,n])));function Ve(n){return Dd.get(n)??"fact"}var Pn=n=>["MET_WITH","SPOKE_WITH","AGREED_WITH","COOPERATED_WITH"].includes(n),ht=n=>Math.min(9,1.4+1.3*Math.log2(n.sources)),Ii=n=>Math.min(20,5+2.2*Math.sqrt(n));function Ta(n){switch(me(n)){case"country":case"organization":return"square";case"city":case"place":return"diamond";case"agreement":case"occasion":return"triangle";default:return"circle"}}var Cd={actual:[],planned:[8,5],possible:[3,4],negated:[2,4]};function zi(n){let r=new Map;for(let e of n){let a=e.from<e.to?`${e.from}
${e.to}`:`${e.to}
${e.from}`,i=r.get(a);i?i.push(e):r.set(a,[e])}let t=new Map;for(let e of r.values()){let a=Math.min(.22,1/e.length);e.forEach((i,o)=>t.set(i.key,(o-(e.length-1)/2)*a*(i.from<i.to?1:-1)))}return t}function Ni(n,r,t){return[(n.x+r.x)/2+(r.y-n.y)*t,(n.y+r.y)/2-(r.x-n.x)*t]}function Sa(n,r,t,e,a){let[i,o]=Ni(r,t,e);a.cross((r.x+2*i+t.x)/4,(r.y+2*o+t.y)/4,4+ht(n)/2,ae("negated"))}function Ht(n,r){let t=new Map(n.spots.map(o=>[o.id,o])),[e,a]=[ae("ink"),ae("paper")];for(let o of n.lines){let s=t.get(o.from),l=t.get(o.to);if(!s||!l||s===l)continue;let[d,u]=[l.x-s.x,l.y-s.y],c=Math.hypot(d,u)||1,[v,f]=Ni(s,l,n.bow.get(o.key)??0),h=n.selected===o.key?e:ae(`line-${Ve(o.type)}`);if(r.curve(`${s.name} ${Te(o.type)} ${l.name} (${o.status}, ${o.sources})`,s.x,s.y,v,f,l.x,l.y,h,ht(o),Cd[o.status]??[]),!Pn(o.type)&&c>s.r+l.r+16){let p=Math.atan2(l.y-f,l.x-v);r.arrow(l.x-Math.cos(p)*(l.r+1),l.y-Math.sin(p)*(l.r+1),p,5+ht(o),h)}}for(let o of n.lines){let s=t.get(o.from),l=t.get(o.to);o.status==="negated"&&s&&l&&s!==l&&Sa(o,s,l,n.bow.get(o.key)??0,r)}for(let o of n.spots)r.shape(`${o.name} (${me(o.type)})`,Ta(o.type),o.x,o.y,o.r,ae(me(o.type)),n.selected===o.id?e:a);let i=[];for(let o of[...n.spots].sort((s,l)=>l.r-s.r)){let s=o.name.length>40?`${o.name.slice(0,39)}…`:o.name,l=[o.x+o.r+2,o.y-7,o.x+o.r+6+6.4*s.length,o.y+7];i.some(d=>d[0]<l[2]&&l[0]<d[2]&&d[1]<l[3]&&l[1]<d[3])||(i.push(l),r.text(s,o.x+o.r+4,o.y+4,12,e,a))}}var Mi={square:[[-.85,-.85],[.85,-.85],[.85,.85],[-.85,.85]],diamond:[[0,-1.1],[1.1,0],[0,1.1],[-1.1,0]],triangle:[[0,-1.1],[1,.8],[-1,.8]]},Gi="system-ui, sans-serif",ft=class{constructor(r){this.to=r}to;curve(r,t,e,a,i,o,s,l,d,u){this.to.setLineDash(u),this.to.strokeStyle=l,this.to.lineWidth=d,this.to.beginPath(),this.to.moveTo(t,e),this.to.quadraticCurveTo(a,i,o,s),this.to.stroke(),this.to.setLineDash([])}shape(r,t,e,a,i,o,s){if(this.to.beginPath(),t==="circle")this.to.arc(e,a,i,0,2*Math.PI);else for(let[l,d]of Mi[t])this.to.lineTo(e+l*i,a+d*i);this.to.closePath(),this.to.fillStyle=o,this.to.fill(),this.to.strokeStyle=s,this.to.lineWidth=1.5,this.to.stroke()}text(r,t,e,a,i,o){this.to.font=`${a}px ${Gi}`,this.to.lineWidth=3,this.to.lineJoin="round",this.to.strokeStyle=o,this.to.strokeText(r,t,e),this.to.fillStyle=i,this.to.fillText(r,t,e)}arrow(r,t,e,a,i){this.to.beginPath();for(let[o,s]of Bi(r,t,e,a))this.to.lineTo(o,s);this.to.closePath(),this.to.fillStyle=i,this.to.fill()}cross(r,t,e,a){this.to.beginPath(),this.to.moveTo(r-e,t-e),this.to.lineTo(r+e,t+e),this.to.moveTo(r+e,t-e),this.to.lineTo(r-e,t+e),this.to.strokeStyle=a,this.to.lineWidth=2,this.to.stroke()}},wn=class{root;constructor(r,t){this.root=le("svg",{xmlns:"http://www.w3.org/2000/svg",width:r,height:t,viewBox:`0 0 ${r} ${t}`},le("rect",{width:r,height:t,fill:ae("paper")}))}curve(r,t,e,a,i,o,s,l,d,u){let c=v=>v.toFixed(1);this.root.append(le("path",{d:`M${c(t)} ${c(e)}Q${c(a)} ${c(i)} ${c(o)} ${c(s)}`,fill:"none",stroke:l,"stroke-width":d.toFixed(1),"stroke-dasharray":u.length>0?u.join(" "):null},le("title",null,Xe(r))))}shape(r,t,e,a,i,o,s){let l={fill:o,stroke:s,"stroke-width":1.5};this.root.append(t==="circle"?le("circle",{cx:e.toFixed(1),cy:a.toFixed(1),r:i.toFixed(1),...l},le("title",null,Xe(r))):le("polygon",{points:Mi[t].map(([d,u])=>`${(e+d*i).toFixed(1)},${(a+u*i).toFixed(1)}`).join(" "),...l},le("title",null,Xe(r))))}text(r,t,e,a,i,o){this.root.append(le("text",{x:t.toFixed(1),y:e.toFixed(1),"font-size":a,"font-family":Gi,fill:i,stroke:o,"stroke-width":3,"paint-order":"stroke","stroke-linejoin":"round"},Xe(r)))}arrow(r,t,e,a,i){this.root.append(le("polygon",{points:Bi(r,t,e,a).map(([o,s])=>`${o.toFixed(1)},${s.toFixed(1)}`).join(" "),fill:i}))}cross(r,t,e,a){this.root.append(le("path",{d:`M${r-e} ${t-e}l${2*e} ${2*e}m0 ${-2*e}l${-2*e} ${2*e}`,stroke:a,"stroke-width":2}))}toString(){return`<?xml version="1.0" encoding="UTF-8"?>
${new XMLSerializer().serializeToString(this.root)}
`}};function Bi(n,r,t,e){let a=(i,o)=>[n+Math.cos(t+i)*o,r+Math.sin(t+i)*o];return[[n,r],a(Math.PI-.4,e),a(Math.PI+.4,e)]}var Xe=n=>n.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu,"�");var Fn=class{constructor(r,t){this.hooks=r;this.worker.onmessage=e=>this.placed(e.data),t.addEventListener("abort",()=>{this.worker.terminate(),this.sigma?.kill()}),this.element.addEventListener("keydown",e=>this.key(e)),new ResizeObserver(()=>{this.plain&&this.still()}).observe(this.element)}hooks;element=W("div",{class:"canvas",tabindex:"0",role:"application","aria-roledescription":"graph","aria-describedby":"graph-keys"});graph=new Ia;places=new Map;pins=new Map;worker=new Worker(new URL("layout.js",document.baseURI),{type:"module"});sigma=null;plain=null;shown={nodes:[],lines:[]};bow=new Map;denied=[];selected=null;near=new Set;task=0;layoutOf="";settled=[];start(r){if(!Ld()){this.plain=W("canvas",{"aria-hidden":"true"}),this.element.append(W("p",{class:"quiet over"},"This browser has no WebGL: the drawing stands still."),this.plain),this.plain.addEventListener("click",a=>this.hooks.select(this.under(a.offsetX,a.offsetY))),this.still();return}this.sigma=Fd(this.graph,this.element),r&&this.sigma.getCamera().setState({x:r[0],y:r[1],ratio:r[2]});let t=this.sigma;t.on("clickNode",({node:a})=>this.hooks.select(a)),t.on("clickEdge",({edge:a})=>this.hooks.select(a)),t.on("clickStage",()=>this.hooks.select(null)),t.on("doubleClickNode",a=>{a.preventSigmaDefault(),this.hooks.expand(a.node)}),t.on("nodeDragEnd",({node:a})=>{let{x:i,y:o}=this.graph.getNodeAttributes(a);this.pins.set(a,[i,o]),this.hooks.moved()}),t.getCamera().on("updated",()=>this.hooks.moved());let e=W("canvas",{class:"crosses","aria-hidden":"true"});this.element.append(e),t.on("afterRender",()=>this.strike(e)),this.spare(t)}show(r,t){this.shown=r;let e=new Map;for(let i of r.lines)for(let o of[i.from,i.to])e.set(o,(e.get(o)??0)+1);this.bow=zi(r.lines),this.denied=r.lines.filter(i=>i.status==="negated"),this.neighbours(),this.graph.clear();for(let i of r.nodes){let[o,s]=this.pins.get(i.id)??this.places.get(i.id)??[0,0],l=i.name.length>48?`${i.name.slice(0,47)}…`:i.name;this.graph.addNode(i.id,{x:o,y:s,label:l,labelSize:t.has(i.id)?14:12,type:i.type,size:Ii(e.get(i.id)??0),shape:Ta(i.type),kept:t.has(i.id),...this.nodeLook(i.id,i.type)})}for(let i of r.lines){let o=this.bow.get(i.key)??0,[s,l]=wd[i.status]??[0,0];this.graph.addDirectedEdgeWithKey(i.key,i.from,i.to,{line:i,label:Te(i.type),path:o===0?"straight":"curved",curvature:o,size:ht(i),dash:s,gap:l,head:Pn(i.type)?"none":"arrow",...this.edgeLook(i)})}this.element.setAttribute("aria-label",`Graph of ${r.nodes.length} entities and ${r.lines.length} lines`),this.sigma?.setSetting("labelDensity",r.nodes.length<=80?100:1.4);let a=[...r.nodes.map(i=>i.id),...r.lines.map(i=>i.key)].join(`
`);return a===this.layoutOf?Promise.resolve():(this.layoutOf=a,this.layout())}select(r){r!==this.selected&&(this.selected=r,this.neighbours(),this.restyle())}restyle(){this.graph.forEachNode((r,t)=>Object.assign(t,this.nodeLook(r,t.type))),this.graph.forEachEdge((r,t)=>Object.assign(t,this.edgeLook(t.line))),this.sigma?this.sigma.refresh():this.still()}nodeLook(r,t){let e=this.selected!==null&&!this.near.has(r),a=r===this.selected;return{color:ae(e?"node-faded":me(t)),labelColor:ae(e?"muted":"ink"),labelVisibility:a?"visible":"auto",backdropVisibility:a?"visible":"hidden",backdropColor:ae("raised"),backdropShadowColor:ae("shadow")}}edgeLook(r){let t=this.selected!==null&&![r.key,r.from,r.to].includes(this.selected),e=ae(t?"line-faded":`line-${Ve(r.type)}`);return{color:e,solid:r.status==="actual"?e:"#00000000",labelColor:ae("muted"),labelVisibility:this.selected!==null&&!t?"auto":"hidden"}}camera(){let r=this.sigma?.getCamera().getState();return r&&(Math.abs(r.x-.5)>.001||Math.abs(r.y-.5)>.001||Math.abs(r.ratio-1)>.001)?[r.x,r.y,r.ratio]:null}zoom(r){let t=this.sigma?.getCamera();r===0?t?.animate({x:.5,y:.5,ratio:1},{duration:200}):t?.animate({ratio:t.getState().ratio/r},{duration:150})}unpin(){this.pins.clear(),this.layoutOf="",this.show(this.shown,new Set(this.graph.filterNodes((r,t)=>t.kept))),this.hooks.moved()}scene(){let{clientWidth:r,clientHeight:t}=this.element,e=this.graph.mapNodes((a,i)=>{let o=this.sigma?this.sigma.graphToViewport({x:i.x,y:i.y}):{x:0,y:0};return{id:a,name:i.label,type:i.type,r:this.sigma?this.sigma.scaleSize(i.size):i.size,x:o.x,y:o.y}});return this.sigma||Pd(e,this.graph,r,t),{width:r,height:t,spots:e,lines:this.shown.lines,bow:this.bow,...this.selected===null?{}:{selected:this.selected}}}png(){let r=this.scene(),t=W("canvas",{width:r.width*2,height:r.height*2}),e=t.getContext("2d");return e.scale(2,2),e.fillStyle=ae("paper"),e.fillRect(0,0,r.width,r.height),Ht(r,new ft(e)),new Promise(a=>t.toBlob(a,"image/png"))}layout(){let r=new Map(this.shown.nodes.map((e,a)=>[e.id,a])),t={id:++this.task,nodes:this.shown.nodes.map(e=>({id:e.id,size:this.graph.getNodeAttribute(e.id,"size"),label:this.graph.getNodeAttribute(e.id,"label").length})),edges:this.shown.lines.map(e=>[r.get(e.from),r.get(e.to),Math.min(4,e.edges.length)])};return t.nodes.length===0?Promise.resolve():(this.worker.postMessage(t),new Promise(e=>this.settled.push(e)))}placed(r){if(r.id===this.task&&(this.shown.nodes.forEach((t,e)=>this.places.set(t.id,[r.xy[2*e],r.xy[2*e+1]])),this.graph.updateEachNodeAttributes((t,e)=>{let[a,i]=this.pins.get(t)??this.places.get(t);return Object.assign(e,{x:a,y:i})},{attributes:["x","y"]}),this.sigma?.setCustomBBox(this.extent()),this.plain&&this.still(),!!r.done)){this.element.dataset.settled=String(r.id);for(let t of this.settled.splice(0))t()}}extent(){let{clientWidth:r,clientHeight:t}=this.element,e=[1/0,-1/0],a=[1/0,-1/0],i=this.shown.nodes.map(l=>this.places.get(l.id));for(let[l,d]of i)[e[0],e[1],a[0],a[1]]=[Math.min(e[0],l),Math.max(e[1],l),Math.min(a[0],d),Math.max(a[1],d)];if(this.graph.order>80)return{x:e,y:a};let o=Math.max((e[1]-e[0])/Math.max(100,r-140),(a[1]-a[0])/Math.max(100,t-100)),s=e[1];return i.forEach(([l],d)=>s=Math.max(s,l+o*Math.min(r/3,6.6*this.shown.nodes[d].name.length-30))),{x:[e[0],s],y:a}}neighbours(){let r=this.selected;this.near=new Set,r!==null&&(this.graph.hasNode(r)?this.near=new Set([r,...this.graph.neighbors(r)]):this.graph.hasEdge(r)&&(this.near=new Set(this.graph.extremities(r))))}still(){let r=this.plain;if(!r)return;let t=this.scene();r.width=t.width*devicePixelRatio,r.height=t.height*devicePixelRatio;let e=r.getContext("2d");e.scale(devicePixelRatio,devicePixelRatio),Ht(t,new ft(e))}spare(r){let[t,e,a,i]=[0,!1,0,!1];r.getCamera().on("updated",()=>e=!0),r.on("afterRender",()=>{let o=performance.now();e&&o-t<3e3&&(a=o-t>60?a+1:0),a>=3&&this.graph.size>500&&!i&&(i=!0,r.setSetting("hideEdgesOnMove",!0),r.setSetting("hideLabelsOnMove",!0)),[t,e]=[o,!1]})}strike(r){let[t,e]=[this.element.clientWidth*devicePixelRatio,this.element.clientHeight*devicePixelRatio];(r.width!==t||r.height!==e)&&([r.width,r.height]=[t,e]);let a=r.getContext("2d");a.setTransform(devicePixelRatio,0,0,devicePixelRatio,0,0),a.clearRect(0,0,t,e);let i=new ft(a);for(let o of this.denied){let[s,l]=[o.from,o.to].map(d=>this.sigma.graphToViewport(this.graph.getNodeAttributes(d)));a.globalAlpha=this.selected===null||[o.key,o.from,o.to].includes(this.selected)?1:.2,o.from!==o.to&&Sa(o,s,l,this.bow.get(o.key)??0,i)}}under(r,t){let e=this.scene().spots.map(a=>({spot:a,far:Math.hypot(a.x-r,a.y-t)})).sort((a,i)=>a.far-i.far);return e[0]&&e[0].far<e[0].spot.r+6?e[0].spot.id:null}key(r){if(r.ctrlKey||r.metaKey||r.altKey)return;let t={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]}[r.key],e=this.selected!==null&&this.graph.hasNode(this.selected)?this.selected:null;if(t)this.hooks.select(this.towards(e,t));else if(r.key==="+"||r.key==="=")this.zoom(1.5);else if(r.key==="-")this.zoom(1/1.5);else if(r.key==="0")this.zoom(0);else if((r.key==="e"||r.key==="Enter")&&e)this.hooks.expand(e);else if(r.key==="Escape")this.hooks.select(null);else return;r.preventDefault()}towards(r,[t,e]){let a=this.scene().spots,i=a.find(l=>l.id===r);if(!i)return a.sort((l,d)=>d.r-l.r)[0]?.id??null;let o=i.id,s=1/0;for(let l of a){let[d,u]=[l.x-i.x,l.y-i.y],c=d*t+u*e,v=Math.abs(d*e-u*t);l===i||c<=0||c+2*v<s&&([o,s]=[l.id,c+2*v])}return o}};function Ld(){try{return document.createElement("canvas").getContext("webgl2")!==null}catch{return!1}}function Pd(n,r,t,e){let a=r.mapNodes((c,v)=>v.x),i=r.mapNodes((c,v)=>v.y),[o,s,l,d]=[Math.min(...a),Math.max(...a),Math.max(...i),Math.min(...i)],u=Math.min((t-160)/(s-o||1),(e-60)/(l-d||1));for(let c of n){let v=r.getNodeAttributes(c.id);c.x=t/2+(v.x-(o+s)/2)*u-40,c.y=e/2-(v.y-(l+d)/2)*u}}var wd={planned:[8,5],possible:[3,4],negated:[2,4]};function Fd(n,r){let t=e=>({attribute:e});return new Ei(n,r,{primitives:{nodes:{shapes:[Rt(),Ci(),Pi(),Li()]},edges:{paths:[Dt(),Fi()],extremities:[ki({lengthRatio:3.4,widthRatio:3})],variables:{dash:{type:"number",default:0},gap:{type:"number",default:0},solid:{type:"color",default:"#000"}},layers:[pe({color:{attribute:"solid"}}),wi({dashSize:{attribute:"dash",mode:"pixels"},gapSize:{attribute:"gap",mode:"pixels"},solidExtremities:"head"})]}},styles:{nodes:{...Ce.nodes,size:t("size"),shape:t("shape"),color:t("color"),label:t("label"),labelColor:t("labelColor"),labelSize:t("labelSize"),labelVisibility:{whenState:"isHovered",then:"visible",else:t("labelVisibility")},labelFont:"system-ui, sans-serif",backdropVisibility:{whenState:"isHovered",then:"visible",else:t("backdropVisibility")},backdropColor:t("backdropColor"),backdropShadowColor:t("backdropShadowColor"),backdropShadowBlur:6,backdropPadding:4},edges:{...Ce.edges,path:t("path"),curvature:t("curvature"),size:t("size"),color:t("color"),solid:t("solid"),dash:t("dash"),gap:t("gap"),head:t("head"),label:t("label"),labelColor:t("labelColor"),labelSize:11,labelFont:"system-ui, sans-serif",labelVisibility:t("labelVisibility")}},settings:{itemSizesReference:"screen",enableEdgeEvents:!0,enableNodeDrag:!0,renderEdgeLabels:!0,edgeLabelAnchors:"allNodes",enableCameraRotation:!1,labelGridCellSize:90,labelRenderedSizeThreshold:5,stagePadding:50,minCameraRatio:.02,maxCameraRatio:4,zoomingRatio:1.4}})}function Ui(n){let r=new Map(n.nodes.map(e=>[e.id,e.name])),t=[["from","from_name","type","to","to_name","status","start","end","title","sources","score","event"]];for(let e of n.lines)for(let a of e.edges)t.push([a.from,r.get(a.from)??"",a.type,a.to,r.get(a.to)??"",a.status,a.start??"",a.end??"",a.title??"",a.sources,a.score,a.event]);return t.map(e=>e.map(Fa).join(",")).join(`\r
`)+`\r
`}var Oi="http://graphml.graphdrawing.org/xmlns",kd=[["label","node","string"],["type","node","string"],["mentions","node","long"],["type","edge","string"],["status","edge","string"],["start","edge","string"],["end","edge","string"],["title","edge","string"],["sources","edge","long"],["score","edge","double"],["event","edge","string"]];function Hi(n){let r=document.implementation.createDocument(Oi,"graphml",null),t=(o,s,l,d)=>{let u=r.createElementNS(Oi,s);for(let[c,v]of Object.entries(l))u.setAttribute(c,Xe(v));return d!==void 0&&(u.textContent=Xe(d)),o.append(r.createTextNode(`
`),u),u},e=r.documentElement;for(let[o,s,l]of kd)t(e,"key",{id:`${s}-${o}`,for:s,"attr.name":o,"attr.type":l});let a=t(e,"graph",{id:"G",edgedefault:"directed"}),i=(o,s,l)=>{for(let[d,u]of Object.entries(l))u!==void 0&&u!==""&&t(o,"data",{key:`${s}-${d}`},String(u))};for(let o of n.nodes)i(t(a,"node",{id:o.id}),"node",{label:o.name,type:o.type,mentions:o.mentions});for(let o of n.lines)for(let s of o.edges)i(t(a,"edge",{id:s.id,source:s.from,target:s.to}),"edge",{type:s.type,status:s.status,start:s.start,end:s.end,title:s.title,sources:s.sources,score:s.score,event:s.event});return`<?xml version="1.0" encoding="UTF-8"?>
${new XMLSerializer().serializeToString(r)}
`}var zd=0,ke=class{element;constructor(r,t,e){let a=`picker-${++zd}`,i=W("input",{id:a,type:"text",role:"combobox",autocomplete:"off",spellcheck:"false","aria-autocomplete":"list","aria-expanded":"false","aria-controls":`${a}-list`}),o=W("div",{id:`${a}-list`,role:"listbox","aria-label":r,hidden:!0}),s=[],l=-1,d=new AbortController,u=h=>{o.hidden=!h,i.setAttribute("aria-expanded",String(h))},c=h=>{l=h,[...o.children].forEach((p,m)=>p.setAttribute("aria-selected",String(m===h))),h>=0?i.setAttribute("aria-activedescendant",`${a}-${h}`):i.removeAttribute("aria-activedescendant")},v=h=>{h&&(i.value=h.name.slice(0,120),u(!1),e(h))},f=Xt(60,async()=>{d.abort(),d=new AbortController;let h=i.value.trim();if(!h||t.aborted)return u(!1);let p=await Aa(h,8,d.signal).catch(()=>null);p&&(s=p.entities,_e(o,s.map((m,g)=>W("div",{role:"option",id:`${a}-${g}`,"aria-selected":"false",onmousedown:b=>b.preventDefault(),onclick:()=>v(m)},Yt(m.type),$e(m.name,80),W("span",{class:"quiet"},` ${me(m.type)}`)))),s.length===0&&_e(o,W("div",{class:"quiet none",role:"option","aria-disabled":"true","aria-selected":"false"},"No such name.")),c(s.length>0?0:-1),u(document.activeElement===i))});i.addEventListener("input",()=>f()),i.addEventListener("blur",()=>u(!1)),i.addEventListener("keydown",h=>{if(h.key==="ArrowDown"&&s.length>0)c((l+1)%s.length);else if(h.key==="ArrowUp"&&s.length>0)c((l-1+s.length)%s.length);else if(h.key==="Enter"&&!o.hidden)v(s[l]);else if(h.key==="Escape")u(!1);else return;h.preventDefault()}),this.element=W("div",{class:"picker"},W("label",{for:a},r),i,o)}};var[Xi,kn]=[2e3,1e4];function Vi(n){let r=Ye(n.get("path"));return{ids:Ye(n.get("ids")),path:r.length===2?[r[0],r[1]]:null,filter:{hide:new Set(Ye(n.get("hide"))),statuses:new Set(Ye(n.get("status"))),from:n.get("from")??"",to:n.get("to")??"",score:Number(n.get("min_score"))||0},select:n.get("select"),limit:Math.min(kn,Math.max(1,Math.floor(Number(n.get("limit")))||Xi))}}var Nd=n=>(n??"").split(",").map(Number).filter(Number.isFinite);async function _c(n,r){let t=Vi(n.query);if(t.ids.length===0&&t.path===null)return Md(n,r);let e=new Ln,a={nodes:[],lines:[]},i=new Fn({select:S=>p(S),expand:S=>{m(S)},moved:Xt(200,u)},r);for(let S of Ye(n.query.get("pins"))){let[R,I,z]=S.split("|");R!==void 0&&Number.isFinite(Number(I))&&Number.isFinite(Number(z))&&i.pins.set(R,[Number(I),Number(z)])}let o=W("p",{class:"quiet state",role:"status"}),s=W("aside",{class:"panel","aria-label":"Selected"}),l=W("div",{class:"filters-body"}),d=W("details",{class:"listing"},W("summary",null,"As a list"));d.addEventListener("toggle",()=>T());function u(){if(r.aborted)return;let S=t.filter,R=[...i.pins].map(([I,[z,P]])=>`${I}|${z.toFixed(1)}|${P.toFixed(1)}`);La("graph","",{ids:ne(t.ids),path:t.path?ne(t.path):"",hide:ne(S.hide),status:ne(S.statuses),from:S.from,to:S.to,min_score:S.score||"",select:t.select,limit:t.limit===Xi?"":t.limit,camera:i.camera()?.map(I=>I.toFixed(4)).join(","),pins:ne(R)})}async function c(){e.nodes.clear(),e.edges.clear(),e.truncated=!1;let[S,R]=await Promise.all([t.ids.length>0?Da({ids:ne(t.ids),depth:1,limit:t.limit},r):null,t.path?Ca(t.path[0],t.path[1],r):null]);S&&e.add(S),R&&e.add(R),t.path&&R&&R.nodes.length===0&&Vt("There is no path between the two")}function v(){return new Set([...t.ids,...t.path??[]])}function f(){a=e.shown(t.filter,v()),i.show(a,v()),t.select!==null&&i.select(t.select);let S=t.path!==null&&a.lines.length===0?"There is no path between the two. ":"";o.textContent=`${S}${yt(a.nodes.length,"entity","entities")}, ${yt(a.lines.reduce((R,I)=>R+I.edges.length,0),"relation")}${e.truncated?"; there are more than are drawn":""}`,e.truncated&&t.limit<kn&&o.append(" ",W("button",{type:"button",class:"plain",onclick:()=>{t.limit=kn,h()}},`Draw up to ${xt(kn)}`)),T()}async function h(){try{await c()}catch(S){r.aborted||(o.textContent=S instanceof Error?S.message:"no answer");return}b(),x.show(e.buckets()),f(),u()}function p(S){t.select=S,i.select(S),_(),u()}async function m(S){if(t.ids.includes(S))return;let R=e.nodes.size;t.ids.push(S),await h(),_(),Vt(`${yt(e.nodes.size-R,"entity","entities")} more`)}function g(){f(),_(),u()}function b(){let S=(P,w,M,U)=>{let O=W("input",{type:"checkbox"});return O.checked=w,O.addEventListener("change",()=>M(O.checked)),W("label",null,O," ",P,U)},R=t.filter,I=W("input",{type:"range",min:0,max:.95,step:.05,value:R.score,"aria-label":"Score at least"}),z=W("output",null,R.score.toFixed(2));I.addEventListener("input",()=>{R.score=Number(I.value),z.textContent=R.score.toFixed(2),g()}),_e(l,W("fieldset",null,W("legend",null,"Status"),qt.map(P=>S(W("span",{class:`key ${P}`},P),R.statuses.size===0||R.statuses.has(P),w=>{let M=new Set(R.statuses.size===0?qt:R.statuses);w?M.add(P):M.delete(P),R.statuses=M.size===qt.length?new Set:M,g()}))),W("fieldset",{class:"types"},W("legend",null,"Type"),e.types().map(([P,w])=>S(W("span",{class:`key ${Ve(P)}`},Te(P)),!R.hide.has(P),M=>{M?R.hide.delete(P):R.hide.add(P),g()},W("span",{class:"n"},xt(w))))),W("fieldset",null,W("legend",null,"Score at least"),I," ",z))}let x=new wa({lanes:!1,label:"Time",range:t.filter,changed:S=>{t.filter.from=S.from,t.filter.to=S.to,g()}});function _(){let S=t.select,R=S===null?void 0:e.nodes.get(S);if(R){let z=a.lines.filter(w=>w.from===R.id||w.to===R.id),P=new ke("Path to",r,w=>{location.hash=pt("graph","",{path:ne([R.id,w.id])})});_e(s,W("h2",null,Yt(R.type),W("a",{href:In(R.id)},$e(R.name,120))),W("p",{class:"quiet"},`${me(R.type)} · ${yt(z.length,"line")} here`),W("p",{class:"actions"},W("button",{type:"button",class:"button",disabled:t.ids.includes(R.id),onclick:()=>{m(R.id)}},t.ids.includes(R.id)?"Expanded":"Expand"),t.ids.includes(R.id)&&t.ids.length>1&&W("button",{type:"button",class:"button",onclick:()=>{t.ids=t.ids.filter(w=>w!==R.id),h().then(_)}},"Collapse"),W("a",{class:"button",href:In(R.id)},"Open")),P.element,W("ul",{class:"plainlist lines"},z.sort((w,M)=>M.sources-w.sources).slice(0,100).map(w=>W("li",null,W("button",{type:"button",class:"line-name",onclick:()=>p(w.key)},y(w,R.id))))));return}let I=a.lines.find(z=>z.key===S);if(I){_e(s,W("h2",null,Te(I.type)),W("p",null,Tt(e.nodes.get(I.from))," → ",Tt(e.nodes.get(I.to))," ",jt(I.status)),Pa(I.edges.slice(0,100).map(z=>Gd(z,e)),r));return}_e(s,W("p",{class:"quiet"},"Choose an entity or a line. A second click on an entity, or ",W("kbd",null,"E"),", brings its own relations."))}function y(S,R){let I=e.nodes.get(S.from===R?S.to:S.from);return[S.from===R?null:"← ",W("span",{class:`key ${Ve(S.type)}`},Te(S.type))," ",$e(I.name,60),S.status==="actual"?null:jt(S.status),S.edges.length>1?W("span",{class:"n"},` ${S.edges.length}×`):null]}function T(){if(!d.open)return;let S=[...a.lines].sort((R,I)=>I.sources-R.sources).slice(0,300);_e(d,W("summary",null,"As a list"),W("table",null,W("thead",null,W("tr",null,["who","relation","whom","status","reports"].map(R=>W("th",{scope:"col"},R)))),W("tbody",null,S.map(R=>W("tr",null,W("td",null,Tt(e.nodes.get(R.from))),W("td",null,W("button",{type:"button",class:"line-name",onclick:()=>p(R.key)},Te(R.type))),W("td",null,Tt(e.nodes.get(R.to))),W("td",null,jt(R.status)),W("td",{class:"n"},xt(R.sources)))))),a.lines.length>S.length?W("p",{class:"quiet"},`and ${xt(a.lines.length-S.length)} more; CSV has all`):null)}let D=()=>{let S=i.scene(),R=new wn(S.width,S.height);return Ht(S,R),R.toString()},A=(S,R,I)=>W("button",{type:"button",class:"plain","aria-label":S,title:S,onclick:I},R),F=W("div",{class:"toolbar",role:"toolbar","aria-label":"Graph"},A("Zoom in","+",()=>i.zoom(1.5)),A("Zoom out","−",()=>i.zoom(1/1.5)),A("Fit","Fit",()=>i.zoom(0)),A("Lay out again without what was moved by hand","Lay out",()=>i.unpin()),W("span",{class:"gap"}),A("Copy link to this view","Copy link",()=>{u(),navigator.clipboard?.writeText(location.href).then(()=>Vt("Copied"))}),A("Save as PNG","PNG",()=>{i.png().then(S=>S&&bt("graph.png",S))}),A("Save as SVG","SVG",()=>bt("graph.svg",D(),"image/svg+xml")),A("Save the relations as CSV","CSV",()=>bt("graph.csv",Ui(a),"text/csv")),A("Save as GraphML","GraphML",()=>bt("graph.graphml",Hi(a),"application/xml")));await c();let L=new ke("Add",r,S=>{e.nodes.has(S.id)&&p(S.id),m(S.id)}),N=W("h1",{class:"unseen"},"Graph"),C=W("div",{class:"graph"},N,W("div",{class:"stage"},F,i.element,W("p",{id:"graph-keys",class:"unseen"},"Arrow keys go from entity to entity, E brings the relations of the chosen one, plus and minus zoom, 0 fits."),W("div",{class:"foot"},x.element,o),d),W("div",{class:"rail"},L.element,s,W("details",{class:"filters",open:innerWidth>800},W("summary",null,"Filter"),l)));return ka(r,()=>i.restyle()),b(),{title:`Graph: ${t.path?"Path":t.ids.map(S=>e.nodes.get(S)?.name.slice(0,60)??S).join(", ").slice(0,120)}`,content:C,wide:!0,shown:()=>{let S=Nd(n.query.get("camera"));i.start(S.length===3?[S[0],S[1],S[2]]:null),x.show(e.buckets()),f(),_()},query:S=>{let R=Vi(S);if(R.ids.length===0&&R.path===null)return!1;let I=ne(R.ids)===ne(t.ids)&&ne(R.path??[])===ne(t.path??[])&&R.limit===t.limit;return t=R,I?(b(),x.take(t.filter),f(),i.select(t.select),_(),!0):(h().then(_),!0)}}}async function Md(n,r){let e=(await Ra(r)).busy[0],[a,i]=[null,null],o=()=>{a&&i&&(location.hash=pt("graph","",{path:ne([a.id,i.id])}))},s=new ke("Begin with",r,c=>location.hash=pt("graph","",{ids:ne([c.id])})),l=new ke("From",r,c=>{a=c,o()}),d=new ke("To",r,c=>{i=c,o()});return{title:"Graph",content:W("div",{class:"page narrow"},W("header",{class:"title"},W("h1",null,"Graph"),W("p",{class:"quiet"},"Begin with an entity and expand from there, or find how two are connected.")),W("section",null,W("h2",null,"Around one"),s.element,e&&W("p",{class:"suggest"},"Busy lately: ",[...e.people,...e.states].slice(0,8).map((c,v)=>[v>0?", ":null,W("a",{href:pt("graph","",{ids:ne([c.id])})},$e(c.name,50))]))),W("section",null,W("h2",null,"Between two"),W("div",{class:"two"},l.element,d.element)))}}function Gd(n,r){let{from:t,to:e,event:a,...i}=n;return{...i,id:a||n.id,subject:r.nodes.get(t),object:r.nodes.get(e)}}export{_c as open};
