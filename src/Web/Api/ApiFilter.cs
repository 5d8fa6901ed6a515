using Microsoft.Extensions.DependencyInjection;
using Skiller.Web.Problems;

namespace Skiller.Web.Api;

/// <summary>Marks an endpoint that only members may call.</summary>
internal sealed record MembersOnly
{
    public static MembersOnly It { get; } = new();
}

/// <summary>What holds for every call of the API, whatever it does: the query is unambiguous and has nothing but text, and a bad token is a 401 before anything else.</summary>
internal sealed class ApiFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var call = http.RequestServices.GetRequiredService<ApiCall>();
        var needsMember = http.GetEndpoint()?.Metadata.GetMetadata<MembersOnly>() is not null;
        call.ReadToken(needsMember);
        http.Response.Headers.CacheControl = call.HasToken ? "private, no-store" : "no-cache";
        http.Response.Headers.Vary = "Authorization, Accept-Language";
        if (!needsMember)
        {
            await call.Viewer();
        }

        try
        {
            Check(http.Request.Query, http.GetEndpoint()?.Metadata.GetMetadata<OperationFacts>());
            return await next(context);
        }
        catch (RequestRefusedException refused) when (call.HasToken)
        {
            if (call.IsUnchecked)
            {
                // Refused before anybody asked who that is: a token that is dead says so first.
                await call.Viewer();
            }

            if (refused.Problem.Code != ProblemMapping.OutcomeUnknown.Code)
            {
                await call.GiveBack();
            }

            throw;
        }
        catch (OperationCanceledException) when (call.HasToken && !call.HasActed)
        {
            await call.GiveBack();
            throw;
        }
    }

    /// <summary>Refuses a query that says a thing twice or holds what is no text.</summary>
    public static void Check(IQueryCollection query, OperationFacts? operation)
    {
        foreach (var (name, values) in query)
        {
            if (values.Count > 1)
            {
                throw Fault(name, "repeated");
            }

            // A cursor is looked at whole: what is in one that is not ours does not matter.
            if (name != "cursor" && !TextRules.Allow(values.ToString(), TextKind.Line))
            {
                throw Fault(name, "control-characters");
            }
        }

        if (operation is { IsList: true, Sorts.Count: 0 } && query.ContainsKey("sort"))
        {
            throw Fault("sort", "unknown-sort");
        }
    }

    private static RequestRefusedException Fault(string name, string rule) => ListQuery.Fault(name.Length <= 64 ? name : "$", rule);
}
