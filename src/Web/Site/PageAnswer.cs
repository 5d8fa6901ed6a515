using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Skiller.Web.Site;

/// <summary>An answer that is a page.</summary>
internal interface IPage : IResult
{
    /// <summary>The status that it is sent with, unless its reader has it already.</summary>
    int Status { get; }

    /// <summary>Makes its text; what it says in headers goes to the response.</summary>
    Task<byte[]> Render(HttpContext http);
}

/// <summary>Answers that are pages.</summary>
internal static class PageAnswer
{
    /// <summary>A page of one model.</summary>
    public static IResult Of<TPage>(object model, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new Page<TPage>(model, status);

    private sealed class Page<TPage>(object model, int status) : IPage
        where TPage : IComponent
    {
        public int Status => status;

        public async Task<byte[]> Render(HttpContext http)
        {
            var body = http.Response.Body;
            using var rendered = new MemoryStream();
            try
            {
                http.Response.Body = rendered;
                await ExecuteAsync(http);
                await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            }
            finally
            {
                http.Response.Body = body;
            }

            return rendered.ToArray();
        }

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            // The framework offers its own way of navigating, which these pages do not use.
            httpContext.Response.OnStarting(static state => Task.FromResult(((HttpContext)state).Response.Headers.Remove("blazor-enhanced-nav")), httpContext);
            await new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["Model"] = model })
            {
                PreventStreamingRendering = true,
                StatusCode = status,
                ContentType = "text/html; charset=utf-8",
            }.ExecuteAsync(httpContext);
        }
    }
}
