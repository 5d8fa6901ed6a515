using System.Diagnostics;

namespace Skiller.Web.Problems;

/// <summary>By what a request is found again: the trace id that its lines of the log have, its spans where it is traced, and its problem document or error page.</summary>
internal static class RequestTrace
{
    /// <summary>32 hexadecimal digits; where nothing is logged, the server's own name of the request.</summary>
    public static string IdOf(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
}
