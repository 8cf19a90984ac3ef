using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Web;
using Newtonsoft.Json.Linq;

public class Script : ScriptBase
{
    private static readonly Dictionary<string, string> TaxNumberForms = new Dictionary<string, string>
    {
        ["AT"] = @"^ATU\d{8}$",
        ["DE"] = @"^DE\d{9}$",
        ["FR"] = @"^FR[0-9A-Z]{2}\d{9}$",
        ["NL"] = @"^NL\d{9}B\d{2}$",
    };

    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        switch (this.Context.OperationId)
        {
            case "CreateInvoice":
                return await this.CreateInvoice().ConfigureAwait(false);
            case "SummarizeInvoices":
                return await this.SummarizeInvoices().ConfigureAwait(false);
            case "CheckTaxNumber":
                return this.CheckTaxNumber();
            case "ReadLines":
                return await this.ReadLines().ConfigureAwait(false);
            default:
                return Answer(HttpStatusCode.BadRequest, new JObject
                {
                    ["message"] = $"The script does not know the operation '{this.Context.OperationId}'.",
                });
        }
    }

    // The service wants finished sums, makers want to give lines only.
    private async Task<HttpResponseMessage> CreateInvoice()
    {
        var text = await this.Context.Request.Content.ReadAsStringAsync().ConfigureAwait(false);
        var invoice = JObject.Parse(text);
        decimal net = 0, tax = 0;
        foreach (var line in invoice["lines"])
        {
            var amount = ((decimal?)line["quantity"] ?? 1m) * (decimal)line["unitPrice"];
            net += amount;
            tax += amount * ((decimal?)line["taxRate"] ?? 20m) / 100m;
        }

        invoice["net"] = Math.Round(net, 2);
        invoice["tax"] = Math.Round(tax, 2);
        invoice["gross"] = Math.Round(net, 2) + Math.Round(tax, 2);
        invoice["dueOn"] = DateTime.UtcNow.Date.AddDays((int?)invoice["dueInDays"] ?? 14).ToString("yyyy-MM-dd");
        invoice.Remove("dueInDays");
        this.Context.Request.Content = CreateJsonContent(invoice.ToString());
        return await this.Context.SendAsync(this.Context.Request, this.CancellationToken).ConfigureAwait(false);
    }

    // The service has no sums: page through the invoices and add them up here.
    private async Task<HttpResponseMessage> SummarizeInvoices()
    {
        var asked = HttpUtility.ParseQueryString(this.Context.Request.RequestUri.Query);
        var invoices = new List<JToken>();
        for (var page = 1; page > 0;)
        {
            var address = new UriBuilder(this.Context.Request.RequestUri)
            {
                Path = "/v1/invoices",
                Query = $"from={asked["from"]}&to={asked["to"]}&page={page}",
            };
            using (var request = new HttpRequestMessage(HttpMethod.Get, address.Uri))
            {
                foreach (var header in this.Context.Request.Headers)
                {
                    request.Headers.TryAddWithoutValidation(header.Key, header.Value);
                }

                var answer = await this.Context.SendAsync(request, this.CancellationToken).ConfigureAwait(false);
                if (!answer.IsSuccessStatusCode)
                {
                    return answer;
                }

                var read = JObject.Parse(await answer.Content.ReadAsStringAsync().ConfigureAwait(false));
                invoices.AddRange(read["invoices"]);
                page = (int?)read["next"] ?? 0;
            }
        }

        var customers = invoices
            .GroupBy(invoice => (string)invoice["customerName"])
            .Select(group => new JObject { ["customerName"] = group.Key, ["gross"] = Sum(group) });
        return Answer(HttpStatusCode.OK, new JObject
        {
            ["count"] = invoices.Count,
            ["gross"] = Sum(invoices),
            ["open"] = Sum(invoices.Where(invoice => (string)invoice["state"] != "paid")),
            ["byCustomer"] = new JArray(customers),
        });
    }

    private HttpResponseMessage CheckTaxNumber()
    {
        var written = HttpUtility.ParseQueryString(this.Context.Request.RequestUri.Query)["number"] ?? string.Empty;
        var number = Regex.Replace(written, @"[^0-9A-Za-z]", string.Empty).ToUpperInvariant();
        var country = number.Length >= 2 ? number.Substring(0, 2) : string.Empty;
        return Answer(HttpStatusCode.OK, new JObject
        {
            ["normalized"] = number,
            ["country"] = country,
            ["isWellFormed"] = TaxNumberForms.TryGetValue(country, out var form) && Regex.IsMatch(number, form),
        });
    }

    private async Task<HttpResponseMessage> ReadLines()
    {
        var body = JObject.Parse(await this.Context.Request.Content.ReadAsStringAsync().ConfigureAwait(false));
        var rows = ((string)body["text"]).Split(new[] { '\r', '\n' }, StringSplitOptions.RemoveEmptyEntries);
        var lines = new JArray();
        var skipped = 0;
        foreach (var row in rows.Skip((bool?)body["hasHeader"] == false ? 0 : 1))
        {
            var parts = row.Split(';');
            if (parts.Length >= 3
                && decimal.TryParse(parts[1], NumberStyles.Number, CultureInfo.InvariantCulture, out var quantity)
                && decimal.TryParse(parts[2], NumberStyles.Number, CultureInfo.InvariantCulture, out var price))
            {
                lines.Add(new JObject { ["text"] = parts[0].Trim(), ["quantity"] = quantity, ["unitPrice"] = price });
            }
            else
            {
                skipped++;
            }
        }

        return Answer(HttpStatusCode.OK, new JObject { ["lines"] = lines, ["skipped"] = skipped });
    }

    private static decimal Sum(IEnumerable<JToken> invoices)
    {
        return invoices.Sum(invoice => (decimal?)invoice["gross"] ?? 0m);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, JObject content)
    {
        return new HttpResponseMessage(status) { Content = CreateJsonContent(content.ToString()) };
    }
}
