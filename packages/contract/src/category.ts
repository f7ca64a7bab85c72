import * as z from 'zod/mini';

/** The 19 categories of coupons, benefits and stores. */
export const Category = z.enum([
  'food', 'supermarket', 'transit', 'film', 'top_up', 'coffee_tea', 'bakery', 'takeaway', 'fuel', 'ride_hailing',
  'travel', 'hotel', 'video', 'music_reading', 'health', 'sport', 'beauty', 'home_appliance', 'finance',
]);
export type Category = z.infer<typeof Category>;
