/**
 * What stored events have in common, for zstd to refer back to: alone, each event is too short to repeat itself much.
 * The most common parts stand last, where references to them are shortest. On 2 kB events it saves a third of the
 * bytes and costs no time.
 *
 * Stored payloads can only be read with the very bytes they were written with, so a dictionary that has been released
 * is never edited: a better one is the next number here.
 */
export const DICTIONARIES: Record<number, Buffer> = {
  1: Buffer.from(
    '"processing_errors":[{"path":"/tags/","reason":"wrong_type","value":"invalid_value too_long too_many repaired_text' +
      '"debug_meta":{"images":[{"type":"sourcemap","code_file":"https://","debug_id":"' +
      '"registers":{},"thread_id":"main","threads":[{"id":"1","name":"MainThread","crashed":true,"current":true,"main":true' +
      '"geo":{"country_code":"US","city":"","region":""},"user":{"id":"","email":"user@example.com","username":"","ip_address":"127.0.0.1"' +
      '"request":{"method":"POST","url":"https://www.example.com/api/v1/","query_string":"","headers":{"Accept":"application/json, text/plain, */*",' +
      '"Accept-Encoding":"gzip, deflate, br","Accept-Language":"en-US,en;q=0.9","Connection":"keep-alive","Content-Length":"0","Content-Type":"application/json",' +
      '"Host":"localhost:3000","Referer":"https://","User-Agent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",' +
      '"X-Forwarded-For":"[Filtered]"},"cookies":"[Filtered]","data":{"env":{"REMOTE_ADDR":"127.0.0.1","SERVER_NAME":"","SERVER_PORT":"' +
      '"modules":{"express":"4.","react":"18.","rails":"7.","django":"4.' +
      '"contexts":{"trace":{"trace_id":"","span_id":"","parent_span_id":"","op":"http.server","status":"internal_error","origin":"auto.http"},' +
      '"runtime":{"name":"node","version":"v22."},"app":{"app_start_time":"2026-","app_memory":},"os":{"name":"Linux","version":"6.","kernel_version":"","build":""},' +
      '"browser":{"name":"Chrome","version":"130.0.0"},"device":{"family":"","model":"","brand":"","arch":"x64","boot_time":"2026-","memory_size":,"free_memory":,"processor_count":,"cpu_description":"","processor_frequency":},' +
      '"culture":{"locale":"en-US","timezone":"UTC"},"cloud_resource":{}},"extra":{"tags":{"environment":"production","release":"server_name":"' +
      '"breadcrumbs":[{"timestamp":"2026-11-23T10:00:00.000Z","type":"default","category":"console","message":"","level":"info","data":{"arguments":[],"logger":"console"}},' +
      '{"timestamp":"2026-","type":"http","category":"fetch","level":"info","data":{"method":"GET","url":"https://","status_code":200}},' +
      '{"timestamp":"2026-","type":"query","category":"sql.active_record","message":"SELECT * FROM WHERE id = LIMIT 1","level":"info"},{"category":"navigation","data":{"from":"/","to":"/"}},{"category":"ui.click","message":"button' +
      '"sdk":{"name":"sentry.javascript.node","version":"10.0.0","integrations":["InboundFilters","FunctionToString","LinkedErrors","ContextLines","OnUncaughtException","OnUnhandledRejection","Http","Console","RequestData"],"packages":[{"name":"npm:@sentry/node","version":"' +
      '"sdk":{"name":"sentry.python","name":"sentry.ruby","name":"sentry.javascript.browser","name":"railguard.javascript","name":"railguard.ruby"' +
      '"fingerprint":["{{ default }}"],"logger":"","message_template":"","message_params":[' +
      '"vars":{"self":"<","request":"[Filtered]"},"package":"","instruction_addr":"0x' +
      '"filename":"node_modules/express/lib/router/layer.js","filename":"/usr/lib/python3/site-packages/","filename":"/usr/local/bundle/gems/","filename":"app/controllers/_controller.rb","filename":"app/models/.rb","filename":"src/components/.tsx","filename":"webpack://./src/' +
      'node:internal/process/task_queues","function":"processTicksAndRejections","in_app":false},{"function":"<anonymous>","module":"' +
      'TypeError: Cannot read properties of undefined (reading \'","ReferenceError: is not defined","NoMethodError","undefined method `\' for nil:NilClass","value":"","KeyError","ValueError","Error: Request failed with status code 500' +
      '"pre_context":["","  const ","    return ","  if (","  }","    "],"context_line":"    throw new Error(","post_context":["  }","}",""," ' +
      '"event_id":"","type":"error","timestamp":"2026-11-23T10:00:00.000Z","level":"error","platform":"javascript","platform":"node","platform":"python","platform":"ruby","message":"","transaction":"GET /","environment":"production","release":"1.0.0","dist":"","server_name":"web-1",' +
      '"exceptions":[{"type":"Error","value":"","mechanism":{"type":"generic","handled":false,"type":"auto.function.express","handled":true},"frames":[{"function":"","module":"","filename":"/app/","abs_path":"/app/","lineno":1,"colno":1,"in_app":true,"pre_context":["' +
      '"in_app":true},{"function":"","filename":"","abs_path":"","lineno":42,"colno":7,"in_app":false},{"function":"',
  ),
};

/** The one that new payloads are written with. */
export const CURRENT_DICTIONARY = 1;
